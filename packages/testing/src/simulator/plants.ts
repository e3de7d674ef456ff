/** One fault planted in a copy: in `file`, the text `from` becomes `to`. */
export interface Plant {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Why nothing has to be noticed: what else makes up for it. Absent: it has to be caught. */
  readonly redundant?: string;
}

const core = 'packages/replica/src/core';
const steps = `${core}/steps.ts`;
const pull = `${core}/pull.ts`;
const push = `${core}/push.ts`;
const server = 'sync-server/src/gateway/unite.ts';

/** What goes wrong in software like this; each line breaks one thing. */
export const plants: readonly Plant[] = [
  {
    what: 'a received version replaces ours',
    file: steps,
    from: 'const entries = news ? union(was.entries, row.entries) : was.entries;',
    to: 'const entries = news ? row.entries : was.entries;',
  },
  {
    what: 'an answer clears entries written meanwhile',
    file: steps,
    from: 'const unsent = was.unsent.filter((id) => !done.has(id));',
    to: 'const unsent: string[] = []; void done;',
  },
  {
    what: 'no sweep after a change of scope',
    file: pull,
    from: 'this.#sweep = held.length > 0 ? new Set(held) : undefined;',
    to: 'this.#sweep = undefined; void held;',
  },
  {
    what: 'the old checkpoint stays valid during a sweep',
    file: pull,
    from: 'await store.setCheckpoint(startOver);',
    to: 'void startOver;',
  },
  {
    what: 'the checkpoint is kept in the middle of a sweep',
    file: pull,
    from: 'if (!this.#sweep) await this.#reach(page.checkpoint);',
    to: 'await this.#reach(page.checkpoint);',
  },
  {
    what: 'push before the pull',
    file: push,
    from: 'contact.joined',
    to: 'contact.online',
  },
  {
    what: 'live rows are taken before the first pull is through',
    file: pull,
    from: 'if (!contact.joined || this.#running || this.#waiting.length === 0) return;',
    to: 'if (!contact.online || this.#waiting.length === 0) return;',
  },
  {
    what: 'the checkpoint is written before the rows',
    file: pull,
    from: '    await this.#take(page.rows);\n',
    to: '    if (!this.#sweep) await this.#reach(page.checkpoint);\n    await this.#take(page.rows);\n',
  },
  {
    what: 'the checkpoint of live rows is written before the rows',
    file: pull,
    from: '    if (rows.length === 0) return;\n',
    to: '    if (rows.length === 0) return;\n    await this.#parts.store.setCheckpoint({ lineage: this.#at?.lineage ?? "", since: Math.max(...rows.map(({ seq }) => seq)) });\n',
  },
  {
    what: 'a refusal is kept after the entry is gone',
    file: push,
    from: 'if (refusals.length > 0) await store.keepRefusals(refusals);',
    to: 'if (refusals.length > 0) setImmediate(() => setImmediate(() => void store.keepRefusals(refusals)));',
  },
  {
    what: 'unsent work is dropped with the document',
    file: steps,
    from: "return was.unsent.length > 0 ? { ...was, rev, leaving: true } : 'drop';",
    to: "return 'drop';",
  },
  {
    what: 'unsent work is dropped in a sweep',
    file: pull,
    from: "return was.unsent.length > 0 ? { ...was, leaving: true } : 'drop';",
    to: "return 'drop';",
  },
  {
    what: 'what was never answered for is dropped in a sweep',
    redundant: 'such a row has unsent entries, and the feed brings it back',
    file: pull,
    from: 'if (!was || generation(was.rev) === 0) return was;',
    to: 'void generation; if (!was) return was;',
  },
  {
    what: 'live rows older than the pull are taken',
    redundant: 'union makes a repeated row harmless; it only costs',
    file: pull,
    from: 'this.#waiting.filter(({ seq }) => seq > since)',
    to: 'this.#waiting.filter(({ seq }) => seq > since || seq > 0)',
  },
  {
    what: 'a page of an earlier connection is taken',
    file: pull,
    from: 'contact.check(number); // this answer may belong to an earlier connection',
    to: '',
  },
  {
    what: 'a push answer of an earlier connection is taken',
    file: push,
    from: 'contact.check(number); // perhaps of another scope; it will be asked again',
    to: '',
  },
  {
    what: 'joined though the connection has changed',
    file: `${core}/contact.ts`,
    from: 'if (this.isStill(number)) this.#joined = this.#online;',
    to: 'this.#joined = this.#online; void number;',
  },
  {
    what: 'rows of the next connection are taken under the old checkpoint',
    file: pull,
    from: 'if (page.pending === 0 && contact.isStill(number)) await this.#join(number);',
    to: 'if (page.pending === 0) await this.#join(number);',
  },
  {
    what: 'waiting rows of an earlier connection are taken',
    file: pull,
    from: 'if (!this.#parts.contact.isStill(number)) return; // they went with their connection',
    to: '',
  },
  {
    what: 'rows that wait survive their connection',
    file: pull,
    from: '  forget(): void {\n    this.#waiting = [];',
    to: '  forget(): void {',
  },
  {
    what: 'rows that came between joining and the end of the pull are left lying',
    file: pull,
    from: 'await this.#takeLive(); // came between joining and here',
    to: '',
  },
  {
    what: 'a pull asked for while one runs is forgotten',
    file: pull,
    from: '      this.#again = true;\n      return;\n    }\n    this.#running',
    to: '      return;\n    }\n    this.#running',
  },
  {
    what: 'a removal that is older than what is held is obeyed',
    file: steps,
    from: 'if (!was || generation(rev) < generation(was.rev)) return was;',
    to: 'if (!was) return was;',
  },
  {
    what: 'leaving is never taken back',
    file: steps,
    from: 'const leaving = generation(row.rev) < generation(was.rev) ? was.leaving : false;',
    to: 'const leaving = was.leaving;',
  },
  {
    what: 'a document that leaves tells a revision it does not hold',
    redundant: 'the pull before the push brings what is missing',
    file: `${core}/parcels.ts`,
    from: 'rev: row.rev && !row.leaving ? row.rev : undefined',
    to: 'rev: row.rev || undefined',
  },
  {
    what: 'a refused entry stays in the document',
    file: steps,
    from: '.filter(({ id }) => !refused.has(id))',
    to: '.filter(({ id }) => id !== "" || refused.has(id))',
  },
  {
    what: 'the document in an answer is not looked at',
    redundant: 'the feed brings the same document',
    file: steps,
    from: 'union(was.entries, answer.entries ?? [])',
    to: 'union(was.entries, [])',
  },
  {
    what: 'an answer moves the revision without its document',
    file: steps,
    from: 'return heldRow(aggregate, row.id, { entries, unsent, rev, leaving });',
    to: 'return heldRow(aggregate, row.id, { entries: was.entries, unsent, rev, leaving });',
  },
  {
    what: 'a document the server could not look at counts as sent',
    file: push,
    from: "    if (!answer || 'failed' in answer) {\n      this.#parts.setAside.add(parcel.id);\n      return was;",
    to: "    if (!answer || 'failed' in answer) {\n      this.#parts.setAside.add(parcel.id);\n      return was && { ...was, unsent: [], dirty: 0 };",
  },
  {
    what: 'a document that was set aside is never tried again',
    file: `${core}/set-aside.ts`,
    from: 'untilMs: this.#now() + ',
    to: 'untilMs: 1e15 + this.#now() + ',
  },
  {
    what: 'a double click writes twice',
    file: `${core}/engine.ts`,
    from: 'const again = was?.entries.find((entry) => entry.id === intent.entryId);',
    to: 'const again = was?.entries.find((entry) => entry.id === intent.entryId + "!");',
  },
  {
    what: 'two writers of one document do not wait for each other',
    file: `${core}/ledger.ts`,
    from: 'const result = this.#tail.then(run);',
    to: 'const result = run();',
  },
  {
    what: 'a refused entry takes the knowledge of what came before it with it',
    file: `${core}/engine.ts`,
    from: 'const named = [...heads(was.entries), ...heads(answered), ...was.unsent.slice(-MOST_UNSENT_NAMED)];',
    to: 'const named = [...heads(was.entries)]; void answered; void MOST_UNSENT_NAMED;',
  },
  {
    what: 'an entry does not name what its author saw',
    file: `${core}/engine.ts`,
    from: 'after: seenIn(was), data',
    to: 'after: seenIn(undefined), data',
  },
  {
    what: 'the server forgets who held a document before an entry came late',
    file: server,
    from: '...(stored?.ever ?? [])',
    to: '...[]',
  },
  {
    what: 'the server keeps only what was pushed',
    file: server,
    from: 'entries = union(entries, [entry]);',
    to: 'entries = union(entries.slice(1), [entry]);',
  },
  {
    what: 'the server judges an entry anew that it has refused',
    file: server,
    from: 'if (before) return before;',
    to: 'void before;',
  },
];
