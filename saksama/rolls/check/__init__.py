"""Check a roll by the catalogue of rules: `check` makes the table `findings` and says what ran and what could not."""

from saksama.rolls.check.catalogue import CATALOGUE, rule_of
from saksama.rolls.check.rule import Example, Rule
from saksama.rolls.check.run import Checked, RuleRun, RuleSkipped, check
from saksama.rolls.check.tables import GIVEN

__all__ = ["CATALOGUE", "GIVEN", "Checked", "Example", "Rule", "RuleRun", "RuleSkipped", "check", "rule_of"]
