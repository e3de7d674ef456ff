/** One fault planted in a copy: in `file`, the text `from` becomes `to`. */
export interface Plant {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /**
   * The test that notices it, where the simulator does so too seldom to be counted on: these faults need several others at the same moment,
   * or another part makes them good before anybody could see them, or they are of a part that no schedule runs.
   */
  readonly noticedBy?: string;
}

const core = 'packages/replica/src/core';
const steps = `${core}/steps.ts`;
const pull = `${core}/pull.ts`;
const push = `${core}/push.ts`;
const ledger = `${core}/ledger.ts`;
const contacts = `${core}/contacts.test.ts`;
const coreTests = `${core}/core.test.ts`;
const journalTests = `${core}/journal.test.ts`;
const uniteTests = 'sync-server/src/gateway/unite.test.ts';
const judge = 'packages/domain/src/kernel/judge.ts';
const history = 'packages/domain/src/kernel/history.ts';
const server = 'sync-server/src/gateway/unite.ts';
const writer = 'sync-server/src/gateway/writer.ts';
const scopeTable = 'sync-server/src/gateway/scope-table.ts';
const sessions = 'sync-server/src/sessions/sessions.ts';
const sessionBook = 'sync-server/src/sessions/session-book.ts';
const authorship = 'sync-server/src/sessions/authorship.ts';
const ruling = 'sync-server/src/arbiter/ruling.ts';
const arbiter = 'sync-server/src/arbiter/arbiter.ts';
const call = 'packages/domain/src/calls/call.ts';

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
    from: 'if (!this.#sweep) await this.#reach({ ...page.checkpoint, told });',
    to: 'await this.#reach({ ...page.checkpoint, told });',
  },
  {
    what: 'live rows are taken before the first pull is through',
    file: pull,
    from: 'if (!contact.joined || this.#running) return; // a pull takes',
    to: 'if (!contact.online) return; // a pull takes',
  },
  {
    what: 'the checkpoint is written before the rows',
    file: pull,
    from: '    await this.#take(page.rows);\n',
    to: '    if (!this.#sweep) await this.#reach({ ...page.checkpoint, told });\n    await this.#take(page.rows);\n',
  },
  {
    what: 'the checkpoint of live rows is written before the rows',
    file: pull,
    from: '    if (rows.length === 0) return;\n',
    to: '    if (rows.length === 0) return;\n    await this.#parts.store.setCheckpoint({ ...(this.#at ?? startOver), since: Math.max(...rows.map(({ seq }) => seq)) });\n',
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
    file: pull,
    from: 'if (!was || generation(was.rev) === 0) return was;',
    to: 'void generation; if (!was) return was;',
  },
  {
    what: 'live rows older than the pull are taken',
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
    what: 'joined though the connection has changed',
    file: `${core}/contact.ts`,
    from: 'if (this.isStill(number)) this.#joined = this.#online;',
    to: 'this.#joined = this.#online; void number;',
    noticedBy: contacts,
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
    noticedBy: contacts,
  },
  {
    what: 'a pull that has gone by other scopes before they were told of counts',
    file: pull,
    from: 'return at && at.told !== told ? startOver : at;',
    to: 'return at;',
    noticedBy: contacts,
  },
  {
    what: 'a traversal without rows ends where it began',
    file: 'sync-server/src/gateway/changes.ts',
    from: 'last_seq: pending === 0 ? Math.max(at, lastSeq) : at',
    to: 'last_seq: at',
    noticedBy: 'sync-server/src/gateway/scope-index.test.ts',
  },
  {
    what: 'a row that waited behind one that could not be written moves the checkpoint over it',
    file: pull,
    from: 'if (!contact.joined || this.#running) return; // a pull takes',
    to: 'if (this.#running) return; // a pull takes',
  },
  {
    what: 'of rows that waited together the last to arrive counts, not the newest',
    file: pull,
    from: 'rows.toSorted((a, b) => a.seq - b.seq)',
    to: 'rows',
  },
  {
    what: 'a pull asked for while one runs is forgotten',
    file: pull,
    from: 'this.#again = true;\n    this.#running ??=',
    to: 'this.#running ??=',
  },
  {
    what: 'a removal that is older than what is held is obeyed',
    file: steps,
    from: 'if (!was || generation(rev) < generation(was.rev)) return was;',
    to: 'if (!was) return was;',
    noticedBy: coreTests,
  },
  {
    what: 'leaving is never taken back',
    file: steps,
    from: 'const leaving = generation(row.rev) < generation(was.rev) ? was.leaving : false;',
    to: 'const leaving = was.leaving;',
  },
  {
    what: 'a document that leaves tells a revision it does not hold',
    file: `${core}/parcels.ts`,
    from: 'rev: row.rev && !row.leaving ? row.rev : undefined',
    to: 'rev: row.rev || undefined',
    noticedBy: contacts,
  },
  {
    what: 'a refused entry stays in the document',
    file: steps,
    from: '.filter(({ id }) => !refused.has(id))',
    to: '.filter(({ id }) => id !== "" || refused.has(id))',
  },
  {
    what: 'the document in an answer is not looked at',
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
    noticedBy: uniteTests,
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
    from: 'if (before && !isUnproven(before.code)) return before;',
    to: 'void before;',
  },
  {
    what: 'a refused entry is dropped, and nobody is told',
    file: push,
    from: 'if (refusals.length > 0) await store.keepRefusals(refusals);',
    to: '',
  },
  {
    what: 'a push answer of an earlier connection is taken',
    file: push,
    from: 'contact.check(number); // perhaps of another scope; it will be asked again',
    to: '',
  },
  {
    what: 'the number is forgotten after the newest came',
    file: pull,
    from: '      contact.check(number);\n      return this.#take(rows);',
    to: '      return this.#take(rows);',
  },
  {
    what: 'what waits is sent again only by the next act',
    file: `${core}/engine.ts`,
    from: 'this.#setAside.forget();\n    await this.tick();',
    to: 'this.#setAside.forget();\n    if (!this.#contact.joined) await this.#pull.run();',
  },
  {
    what: 'a document is kept after its scope was lost',
    file: steps,
    from: "return was.unsent.length > 0 ? { ...was, rev, leaving: true } : 'drop';",
    to: 'return was.unsent.length > 0 ? { ...was, rev, leaving: true } : was;',
  },
  {
    what: 'an answer that takes a document away is not obeyed',
    file: steps,
    from: 'const leaving = was.leaving || (answer.removed &&',
    to: 'const leaving = was.leaving || (false &&',
  },
  {
    what: 'what the journal kept is not put back',
    file: ledger,
    from: 'found.flatMap(({ row }) => row ?? []),',
    to: '[],',
  },
  {
    what: 'what could not be written stays in the journal',
    file: ledger,
    from: 'if (rows) this.#ahead.done(',
    to: 'if (!rows) this.#ahead.done(',
    noticedBy: journalTests,
  },
  {
    what: 'an entry is saved without the journal',
    file: ledger,
    from: '    await this.#ahead.append(fresh);\n',
    to: '',
  },
  {
    what: 'what was unsent is not counted after a start',
    file: ledger,
    from: '      this.#remember(unsent, []);\n',
    to: '',
  },
  {
    what: 'only the last unsent entries are named',
    file: `${core}/engine.ts`,
    from: 'const MOST_UNSENT_NAMED = 100;',
    to: 'const MOST_UNSENT_NAMED = 3;',
  },
  {
    what: 'clocks are trusted: what came later is never folded first',
    file: history,
    from: 'return clocksWereRight ? sorted : historyFirst(sorted, place);',
    to: 'return clocksWereRight || place ? sorted : historyFirst(sorted, place);',
  },
  {
    what: 'the server trusts clocks: the author saw what was earlier',
    file: judge,
    from: 'const known = past(entries, entry);',
    to: 'const known = entries.filter(({ at }) => at < entry.at);',
  },
  {
    what: 'an entry is judged by the present view',
    file: judge,
    from: 'const seen = fold(aggregate, known);',
    to: 'const seen = fold(aggregate, entries);',
  },
  {
    what: 'rights are not asked',
    file: judge,
    from: 'if (!mayAct(',
    to: 'if (false && !mayAct(',
  },
  {
    what: 'the answer comes before the flush',
    file: writer,
    from: 'const results = changed.length > 0 ? await database.bulkDocs(changed) : [];',
    to: 'for (const [at, job] of jobs.entries()) job.answered(this.#answers(job, table, stored, verdicts[at] ?? new Map()));\n    const results = changed.length > 0 ? await database.bulkDocs(changed) : [];',
  },
  {
    what: 'the answer comes before the refusal is kept',
    file: writer,
    from: 'await refusals.keep(',
    to: 'void refusals.keep(',
  },
  {
    what: 'two pushes of one turn do not see each other',
    file: writer,
    from: 'const before = table.get(document.id);',
    to: 'const before = table.get(document.id) && undefined;',
  },
  {
    what: 'a pull starts at now',
    file: 'sync-server/src/gateway/changes.ts',
    from: 'return { since: 0, base: at.lastSeq, restarted: true, files: [] };',
    to: 'return { since: at.lastSeq, base: at.lastSeq, restarted: true, files: [] };',
  },
  {
    what: 'a change of scope is not noticed by the feed',
    file: 'sync-server/src/gateway/lineage.ts',
    from: 'if (standing !== standingName(databaseId, scopes)) return undefined;',
    to: "if (text === '') return undefined; void standing;",
    noticedBy: 'sync-server/src/gateway/gateway.test.ts', // our own replica begins anew by itself
  },
  {
    what: 'everybody may hold everything',
    file: 'sync-server/src/gateway/scope.ts',
    from: 'return meets(scopes, keysNow(aggregate, document));',
    to: 'return meets(scopes, keysNow(aggregate, document)) || true;',
  },
  {
    what: 'the feed does not tell who could hold a document that it has to leave',
    file: scopeTable,
    from: '(place.seq > base || meets(scopes, place.now))',
    to: 'meets(scopes, place.now)',
  },
  {
    what: 'a push is answered under scopes that the workstation does not go by',
    file: 'sync-server/src/gateway/lineage.ts',
    from: 'return base !== undefined && text === ',
    to: 'return true || text === ',
    noticedBy: 'sync-server/src/gateway/gateway.test.ts',
  },
  {
    what: 'what is made after a session was revoked counts',
    file: authorship,
    from: 'if (record.revokedMs !== undefined && at > record.revokedMs) return',
    to: 'if (record.revokedMs !== undefined && at < 0) return',
  },
  {
    what: 'another role takes effect at the next sign-in only',
    file: sessions,
    from: 'if (sameAssignment(record, assignment)) return record;',
    to: 'if (sameAssignment(record, assignment) || nowMs) return record;',
    noticedBy: 'sync-server/src/sessions/directory.test.ts',
  },
  {
    what: 'the server refuses and keeps nothing of it',
    file: writer,
    from: 'await refusals.keep(aggregate.name, kept, { sentBy: session.user, nowMs: now() });',
    to: 'void refusals;',
  },
  {
    what: 'what is made after a sign-in has run out counts',
    file: authorship,
    from: 'if (!inTime) return',
    to: 'if (!inTime && at < 0) return',
  },
  {
    what: 'a second request to revoke is answered before the first is on the disk',
    file: sessionBook,
    from: 'return this.#writes.has(grant) ? this.#write(grant) : undefined;',
    to: 'return;',
  },
  {
    what: 'a document begins twice',
    file: judge,
    from: 'if (known.length === 0 && entries.length > 0)',
    to: 'if (known.length === 0 && entries.length > 1e9)',
  },
  {
    what: 'the index skips the row after the one it has reached',
    file: 'sync-server/src/gateway/scope-index.ts',
    from: 'since: this.#reached,',
    to: 'since: this.#reached && this.#reached + 1,',
  },
  {
    what: 'the arbiter answers the last claim first',
    file: ruling,
    from: 'for (const waiting of docket.waiting)',
    to: 'for (const waiting of [...docket.waiting].reverse())',
  },
  {
    what: 'a bed that was given in this sitting counts as free',
    file: ruling,
    from: '      this.#held.add(bedKey(claim));\n',
    to: '',
  },
  {
    what: 'a bed that is held counts as free',
    file: ruling,
    from: 'this.#held = new Set(beds.filter(({ holder }) => holder !== null).map(keyOf));',
    to: 'this.#held = new Set(); void keyOf;',
  },
  {
    what: 'a bed that was left counts as clean',
    file: ruling,
    from: "if (bed.leftBy) unfit.set(keyOf(bed), 'bed/not-clean');",
    to: '{ void bed; }',
  },
  {
    what: 'a bed that is closed is given',
    file: ruling,
    from: "if (bed.closed) unfit.set(keyOf(bed), 'bed/closed');",
    to: '{ void bed; }',
  },
  {
    what: 'who was declined a bed is no task',
    file: 'packages/domain/src/stays/stay.ts',
    from: "return claims.every(({ withdrawn }) => withdrawn) ? 'withdrawn' : 'declined';",
    to: "return claims.some(({ withdrawn }) => withdrawn) ? 'withdrawn' : 'declined';",
  },
  {
    what: 'the arbiter gives up after a trouble',
    file: arbiter,
    from: '        this.#awake = true;\n        if (signal.aborted) break;',
    to: '        if (signal.aborted) break;',
    noticedBy: 'sync-server/src/arbiter/arbiter.test.ts',
  },
  {
    what: 'the journal forgets an entry before the server has answered',
    file: ledger,
    from: '    this.#ahead.done(done);\n',
    to: '    this.#ahead.done([...done, ...fresh.map(({ entry }) => entry.id)]);\n',
  },
  {
    what: 'a hand-back takes away what was not known of',
    file: call,
    from: 'one.by !== deed.by || !knows(deed.entry, one.entry)',
    to: 'one.by !== deed.by || knows(deed.entry, deed.entry)',
  },
  {
    what: 'what was set aside and came by the feed is due for ever',
    file: push,
    from: '    this.#parts.setAside.keepOnly(waiting);\n',
    to: '',
    noticedBy: coreTests,
  },
  {
    what: 'the index does not know who could once hold a document',
    file: scopeTable,
    from: 'const once = [...new Set([...keysOnceHeld(doc), ...files, ...now])];',
    to: 'void keysOnceHeld; void files; const once = now;',
  },
];
