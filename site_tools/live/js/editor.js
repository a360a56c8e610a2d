// The editor: CodeMirror in a shadow root, where its styles are allowed by the policy
// of the page. Tab indents; Escape leaves, so that no keyboard is caught.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { color: "var(--code-text)", backgroundColor: "var(--code-ground)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "inherit", overflow: "auto" },
  ".cm-content": { padding: "var(--code-padding) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 var(--gutter)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  ".cm-matchingBracket": { backgroundColor: "transparent !important", outline: "1px solid var(--quiet)" },
  ".cm-stopped": { boxShadow: "inset 3px 0 var(--negative)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.className], color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--code-comment)" },
]);

// What is typed over a selection is put in its place here: the browser would keep the
// look of what goes in a style attribute, which the policy of the page refuses.
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || !event.data || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

const setStop = StateEffect.define();
const stop = StateField.define({
  create: () => Decoration.none,
  update(marks, { effects, state, docChanged }) {
    if (docChanged) marks = Decoration.none;
    for (const effect of effects) {
      if (!effect.is(setStop)) continue;
      const there = effect.value && effect.value <= state.doc.lines;
      marks = there
        ? Decoration.set([Decoration.line({ class: "cm-stopped" }).range(state.doc.line(effect.value).from)])
        : Decoration.none;
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class Editor {
  constructor(host, text, { label, changed, run, leave }) {
    this.host = host;
    const root = host.attachShadow({ mode: "open" });
    const keys = [
      { key: "Ctrl-Enter", mac: "Mod-Enter", run: () => (run(), true) },
      { key: "Escape", run: () => (leave(), true) },
      indentWithTab,
      ...historyKeymap,
      ...defaultKeymap,
    ];
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          keymap.of(keys),
          history(),
          python(),
          indentUnit.of("    "),
          indentOnInput(),
          bracketMatching(),
          drawSelection(),
          syntaxHighlighting(colours),
          look,
          stop,
          typedOver,
          EditorView.contentAttributes.of({
            tabindex: "0",
            "aria-label": `${label}, editor. Tab indents, Control+Enter runs, Escape leaves.`,
          }),
          EditorView.updateListener.of((update) => update.docChanged && changed()),
        ],
      }),
    });
  }

  get text() {
    return this.view.state.doc.toString().trimEnd();
  }

  set text(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  // Mark the line at which Python stopped; null takes the mark away.
  mark(line) {
    this.view.dispatch({ effects: setStop.of(line) });
  }

  focus() {
    this.view.focus();
  }

  remove() {
    this.view.destroy();
    this.host.remove();
  }
}
