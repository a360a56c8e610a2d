// What a reader typed and solved, kept in this browser and nowhere else.

export class Store {
  constructor(page) {
    this.page = page;
  }

  // An edit belongs to the code that it began as: when the page's code changes, so that
  // the edit no longer fits, the page's code is shown.
  edit(id, original) {
    try {
      const kept = JSON.parse(localStorage.getItem(`edit ${this.page}#${id}`));
      return kept?.of === original ? kept.text : undefined;
    } catch {
      return undefined;
    }
  }

  has(id) {
    try {
      return localStorage.getItem(`edit ${this.page}#${id}`) !== null;
    } catch {
      return false;
    }
  }

  keep(id, original, text) {
    try {
      const key = `edit ${this.page}#${id}`;
      if (text === original) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ of: original, text }));
    } catch {
      // A private window, or no room: the edit lives as long as the page.
    }
  }

  solve(id) {
    try {
      const key = `solved ${this.page}`;
      const solved = new Set(JSON.parse(localStorage.getItem(key) || "[]"));
      localStorage.setItem(key, JSON.stringify([...solved.add(id)]));
    } catch {
      // As above.
    }
  }
}
