# Writes asem.csv and expected.json beside this file: the ASEM example that comes with
# COINr (W. Becker, MIT; data CC BY), as COINr itself computes it.
#
#   Rscript tests/index/coinr/expected.R        # needs R and COINr 1.1.14, nothing else
#
# COINr: github.com/bluefoxr/COINr, commit b968203.
suppressMessages(library(COINr))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))

meta <- ASEM_iMeta
indicators <- meta$iCode[meta$Type == "Indicator"]
denominators <- meta$iCode[meta$Type == "Denominator"]
data <- ASEM_iData[c("uCode", "uName", "EurAsia_group", indicators, denominators)]
names(data)[1:3] <- c("region", "name", "group")
for (column in c(indicators, denominators)) data[[column]] <- signif(data[[column]], 9)
write.csv(data, file.path(here, "asem.csv"), row.names = FALSE, na = "", quote = FALSE)

# The coin is built from the figures as written, so that both sides start from the same digits.
again <- read.csv(file.path(here, "asem.csv"), stringsAsFactors = FALSE, na.strings = "")
again <- cbind(uCode = again$region, uName = again$name, EurAsia_group = again$group, again[c(indicators, denominators)])
meta <- meta[meta$Type %in% c("Indicator", "Aggregate", "Denominator") | meta$iCode == "EurAsia_group", ]

quiet <- function(x) suppressMessages(x)
coin <- quiet(new_coin(again, meta, level_names = c("Indicator", "Pillar", "Sub-index", "Index")))
coin <- quiet(Denominate(coin, dset = "Raw"))
coin <- quiet(Impute(coin, dset = "Denominated", f_i = "i_mean_grp", use_group = "EurAsia_group"))
coin <- quiet(Treat(coin, dset = "Imputed", global_specs = list(f1_para = list(winmax = 5))))

number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 10, format = "g"))
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
columns_of <- function(frame, codes) {
  paste0("{", paste(sprintf("\"%s\": %s", codes, sapply(codes, function(code) list_of(frame[[code]]))), collapse = ",\n  "), "}")
}
parts <- list()
say <- function(name, text) parts[[name]] <<- text

units <- get_dset(coin, "Raw")$uCode
say("regions", paste0("[\"", paste(units, collapse = "\", \""), "\"]"))
say("denominated", columns_of(get_dset(coin, "Denominated"), c("Flights", "Bord", "Pat", "FDI")))
say("imputed", columns_of(get_dset(coin, "Imputed"), c("ForPort", "Services", "Palma", "NEET")))
imputed <- get_dset(coin, "Imputed")[indicators]
treated <- get_dset(coin, "Treated")[indicators]
changed <- indicators[sapply(indicators, function(code) !isTRUE(all.equal(imputed[[code]], treated[[code]])))]
say("treated", columns_of(treated, changed))

methods <- list(
  "min-max" = list("n_minmax", list(c(0, 100))), "z-score" = list("n_zscore", list(c(50, 10))),
  "percentile-rank" = list("n_prank", NULL),
  "rank" = list("n_borda", list("average")), "scaled" = list("n_scaled", list(c(-5, 200)))
)
top <- c("Index", "Conn", "Sust")
normalised <- function(name) {
  method <- methods[[name]]
  specs <- list(f_n = method[[1]])
  if (!is.null(method[[2]])) specs$f_n_para <- method[[2]]
  quiet(Normalise(coin, dset = "Treated", global_specs = specs))
}
for (name in names(methods)) {
  made <- quiet(Aggregate(normalised(name), dset = "Normalised", f_ag = "a_amean"))
  say(paste0("arithmetic of ", name), columns_of(get_dset(made, "Aggregated"), top))
}
bounded <- quiet(Normalise(coin, dset = "Treated", global_specs = list(f_n = "n_minmax", f_n_para = list(c(1, 100)))))
for (name in c("a_gmean", "a_hmean")) {
  made <- quiet(Aggregate(bounded, dset = "Normalised", f_ag = name))
  say(name, columns_of(get_dset(made, "Aggregated"), top))
}
made <- quiet(Aggregate(bounded, dset = "Normalised", f_ag = "a_genmean", f_ag_para = list(p = 3)))
say("a_genmean of 3", columns_of(get_dset(made, "Aggregated"), top))
plain <- quiet(Aggregate(normalised("min-max"), dset = "Normalised", f_ag = "a_amean"))
say("pillars", columns_of(get_dset(plain, "Aggregated"), meta$iCode[which(meta$Level == 2)]))
say("rank of the index", list_of(rank(-get_dset(plain, "Aggregated")$Index, ties.method = "min")))
flat <- get_dset(normalised("min-max"), "Normalised")[indicators]
effective <- get_eff_weights(plain, out2 = "df")
weights <- effective$EffWeight[match(indicators, effective$iCode)]
say("effective weights", list_of(weights))
say("copeland", list_of(a_copeland(flat, weights)))
pillars <- meta$iCode[which(meta$Level == 2)]
positive <- c("LPI", "Goods", "Tourist")
say("fraction of max", columns_of(as.data.frame(lapply(treated[positive], n_fracmax)), positive))
target <- meta$Target[match("Goods", meta$iCode)]
say("distance to target of Goods", paste0("{\"target\": ", number(target), ", \"values\": ", list_of(n_dist2targ(treated$Goods, target, cap_max = TRUE)), "}"))
alpha <- sapply(pillars, function(pillar) get_cronbach(plain, dset = "Normalised", iCodes = pillar, Level = 1))
say("cronbach", paste0("{", paste(sprintf("\"%s\": %s", pillars, number(alpha)), collapse = ", "), "}"))
pca <- suppressMessages(suppressWarnings(get_PCA(plain, dset = "Normalised", iCodes = "Physical", Level = 1, out2 = "list")))
rotation <- pca$PCAresults$Physical$PCAres$rotation
say("first component of Physical", paste0("{", paste(sprintf("\"%s\": %s", rownames(rotation), number(rotation[, 1])), collapse = ", "), "}"))
# the example's own tree, for the test to build ours from
rows <- meta[meta$Type %in% c("Indicator", "Aggregate"), ]
nodes <- sprintf("[\"%s\", %s, %s, %s, %s, %s]", rows$iCode, ifelse(is.na(rows$Parent), "null", paste0("\"", rows$Parent, "\"")),
  rows$Direction, rows$Weight, ifelse(is.na(rows$Denominator), "null", paste0("\"", rows$Denominator, "\"")), rows$Level)
say("nodes", paste0("[\n  ", paste(nodes, collapse = ",\n  "), "]"))

writeLines(paste0("{\n", paste(sprintf("\"%s\": %s", names(parts), unlist(parts)), collapse = ",\n"), "\n}"),
  file.path(here, "expected.json"))
