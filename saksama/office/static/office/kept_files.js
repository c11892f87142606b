// Photos and files chosen in a form that is kept (keep.js, which comes after this file): localStorage takes text only, so
// they lie in IndexedDB, a record for each field under [name of the draft, name of the field].
// Each act is a promise that may fail: a full phone, a private window, an old browser.
"use strict";

const keptFiles = (() => {
  const STORE = "files";
  const PATIENCE = 4000; // ms; a browser that neither opens the store nor refuses has none
  let opened = null;

  const open = () => new Promise((done, fail) => {
    window.setTimeout(fail, PATIENCE, new Error("no answer"));
    const asked = indexedDB.open("saksama:keep", 1); // office.js throws it away when its user logs out
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const store = asked.result;
      store.onclose = () => { opened = null; };
      store.onversionchange = () => { store.close(); opened = null; };
      done(store);
    };
  });

  // What is asked first is done first: the store lets nobody overtake.
  const run = async (mode, act) => {
    opened ??= open();
    const transaction = (await opened).transaction(STORE, mode);
    const asked = act(transaction.objectStore(STORE));
    return new Promise((done, fail) => {
      transaction.oncomplete = () => done(asked?.result);
      transaction.onabort = () => fail(transaction.error);
    });
  };
  const allOf = (slot) => IDBKeyRange.bound([slot], [slot, []]); // a list stands behind every text

  return {
    put: (slot, field, files) => run("readwrite", (store) =>
      files.length ? store.put({ field, files }, [slot, field]) : store.delete([slot, field])),
    get: (slot) => run("readonly", (store) => store.getAll(allOf(slot))),
    forget: (slot) => run("readwrite", (store) => store.delete(allOf(slot))),
    // Whose text is gone: sent from another page, thrown away, or too old.
    tidy: () => run("readwrite", (store) => {
      const keys = store.getAllKeys();
      keys.onsuccess = () => {
        for (const key of keys.result) if (localStorage.getItem(key[0]) === null) store.delete(key);
      };
    }),
  };
})();
