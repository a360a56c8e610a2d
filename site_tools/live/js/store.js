// What a reader typed and solved, kept in this browser and nowhere else.

export class Store {
  constructor(page) {
    this.page = page;
  }

  // What was typed, as `text`, and what it began as, `of`; null if nothing was.
  edit(id) {
    try {
      return JSON.parse(localStorage.getItem(`edit ${this.page}#${id}`));
    } catch {
      return null;
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
