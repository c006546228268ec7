// The studio: what is on the page, and everything that a person can do with it.
import { Autosave, type Restored } from '../documents/autosave.svelte.ts'
import type { Kept } from '../documents/records.ts'
import type { Claim } from '../documents/tenancy.ts'
import { reasonOf } from '../documents/storage.ts'
import { fileIn } from '../export/in-picture.ts'
import type { Graph } from '../graph/document.ts'
import { setRun } from '../graph/edits.ts'
import { load, loadKept } from '../graph/load.ts'
import { apart } from '../graph/unfinished.ts'
import type { Problem } from '../graph/problem.ts'
import { library } from '../library.ts'
import { Announcer } from './announcer.svelte.ts'
import { type ExampleGraph, firstExample } from './examples.ts'
import { type OnDisk, download, fileNameOf } from './files.ts'
import { Gaze } from './gaze.ts'
import { OpenDocument, type Opening, blank, openingOf } from './open-document.svelte.ts'
import { gather } from './problems.ts'
import { Run } from './run.svelte.ts'
import { type Selection, nobody, stillThere } from './selection.ts'
import { copyText, fixedText, inPageText, lostText } from './status.ts'
import { ThemeChoice } from './theme-choice.svelte.ts'
import { Walking } from './walking.svelte.ts'

/** A file that could not be opened. */
export interface Failed {
  readonly name: string
  readonly problems: readonly Problem[]
  /** As it came, to be downloaded; null where it was no file. */
  readonly content: string | Uint8Array<ArrayBuffer> | null
}

export class Studio {
  readonly library = library
  readonly document = new OpenDocument()
  readonly announcer = new Announcer()
  readonly theme = new ThemeChoice()
  readonly autosave = new Autosave()
  readonly run = new Run(
    (reason, from) => this.announcer.say(lostText(reason, from), 'bad'),
    () => this.announcer.say(inPageText),
  )
  readonly walking = new Walking(this.run, this.announcer)
  readonly gaze = new Gaze((...wanted) => this.run.look(...wanted))
  selection = $state.raw<Selection>(nobody)
  failed = $state.raw<Failed | null>(null)
  /** A kept document that was not opened, as the page ended with it the last time. */
  suspect = $state.raw<Kept | null>(null)
  /** Counts documents. */
  opened = $state(0)
  /** The file that the open document came from, or was saved to. */
  file: OnDisk | null = null

  /** Everything that is to be said, each once: what the file says, what the engine found in the graph, why it stopped. */
  readonly #all = $derived.by(() => {
    const { stopped, problems } = this.run
    return gather(this.document.fileProblems, problems, stopped?.why === 'problem' ? [stopped.problem] : [])
  })
  readonly #apart = $derived.by(() => apart(this.#all, this.run.judged, this.library))
  readonly problems = $derived(this.#apart.wrong)
  /** Inputs that wait for a wire, and what waits for those: unfinished, not wrong. */
  readonly unfinished = $derived(this.#apart.open)
  get openCount(): number {
    return this.unfinished.filter(({ code }) => code === 'INPUT_MISSING').length
  }
  /** The run stands because of something that is not wired yet. */
  readonly waits = $derived.by(() => {
    const { stopped } = this.run
    return (
      stopped?.why === 'problem' && this.unfinished.some(({ message }) => message === stopped.problem.message)
    )
  })

  get graph(): Graph {
    return this.document.graph
  }

  // Documents

  /** What was open last, or the first example. Always succeeds. */
  async begin(): Promise<void> {
    this.autosave.given = (key) => {
      this.#watch(key)
      this.announcer.say('Another tab has taken this document over.')
    }
    const restored = await this.autosave.restore()
    if (restored && !restored.suspect && this.#restore(restored)) return
    restored?.claimed?.release()
    const { failure } = this.autosave
    if (failure !== null) this.announcer.say(`What was open last could not be read: ${failure}.`, 'bad')
    const first = firstExample && openingOf(load(firstExample.text), firstExample.text)
    this.suspect = restored?.suspect ? restored.kept : null
    // An empty page where a document ended the last one: nothing in it can end this one as well.
    this.#start(this.suspect ? blank : (first ?? blank))
  }

  /** Goes on with a kept document, or with a copy of it where another tab has it; false if it cannot be opened. */
  #restore({ kept, claimed, elsewhere }: Restored): boolean {
    const loaded = loadKept(kept.text)
    const opening = openingOf(loaded, kept.text)
    if (!opening) {
      this.#refuse(fileNameOf(kept.title), kept.text, loaded.problems)
      return false
    }
    if (elsewhere) {
      this.#show(opening, kept.touched)
      this.#watch(kept.key)
      return true
    }
    if (!claimed) {
      this.#start(opening)
      this.announcer.say(copyText(kept.title))
      return true
    }
    this.#show(opening, kept.touched)
    this.autosave.goOn({ kept, claimed }, () => this.#snapshot())
    return true
  }

  /** Another tab writes what is open. */
  #watch(key: string): void {
    this.autosave.watch(key)
    this.document.watched = key
  }

  /** Shows what another tab has made of the document. */
  follow(kept: Kept): void {
    const opening = openingOf(loadKept(kept.text), kept.text)
    if (!opening) return
    this.document.follow(opening)
    this.selection = stillThere(this.selection, opening.graph)
    this.run.edit(opening.graph)
  }

  /** What another tab wrote is written here from now on. */
  takeOver(kept: Kept, claimed: Claim): void {
    this.document.watched = null
    this.follow(kept)
    this.autosave.goOn({ kept, claimed }, () => this.#snapshot())
  }

  /** A copy of it is open, and written here. */
  copy(kept: Kept): void {
    const opening = openingOf(loadKept(kept.text), kept.text)
    if (opening) this.#start(opening, true)
  }

  /** Opens what the browser keeps, in its own record. */
  async openKept(key: string): Promise<void> {
    const restored = await this.#reading(this.autosave.read(key))
    if (!restored) return
    if (this.#restore(restored)) this.announcer.whisper(`Opened ${this.graph.title}`)
    else restored.claimed?.release()
  }

  /** Opens a file's content, or a picture's graph, as a new document. What cannot be opened leaves the open one alone. */
  open(content: string | Uint8Array<ArrayBuffer>, name: string, file: OnDisk | null = null): boolean {
    const inside = fileIn(content)
    if (inside instanceof Uint8Array) return this.open(inside, name)
    if (inside) {
      this.#refuse(name, content, [inside])
      return false
    }
    const loaded = load(content)
    const opening = openingOf(
      loaded,
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    )
    if (!opening) {
      this.#refuse(name, content, loaded.problems)
      return false
    }
    const newer = `${name} comes from a newer version: it can be looked at and run, but not changed.`
    this.#replace(opening, file, opening.newer === null ? `Opened ${opening.graph.title}` : newer, true)
    return true
  }

  openExample({ text }: ExampleGraph): void {
    const opening = openingOf(load(text), text)
    if (opening) this.#replace(opening, null, `Opened ${opening.graph.title}`)
  }

  /** An empty graph, or another one to begin with. */
  newGraph(text?: string): void {
    const opening = text === undefined ? blank : openingOf(load(text), text)
    if (opening) this.#replace(opening, null, 'A new graph')
  }

  /** Leaves the open document for an empty one. */
  async leave(): Promise<void> {
    await this.autosave.flush()
    this.#start(blank)
  }

  async forgetEverything(): Promise<void> {
    await this.autosave.forgetEverything()
    this.theme.forget()
    this.#start(blank)
  }

  async #reading<T>(reading: Promise<T | null>): Promise<T | null> {
    try {
      return await reading
    } catch (thrown) {
      this.announcer.say(`The file could not be read: ${reasonOf(thrown)}`, 'bad')
      return null
    }
  }

  /** The open document, and what could not be kept of those before it. */
  rescue(): void {
    download(fileNameOf(this.graph.title), this.document.text)
    for (const { title, text } of this.autosave.left) download(fileNameOf(title), text)
  }

  /** The document before stays in its own record, and one press away. */
  #replace(opening: Opening, file: OnDisk | null, said: string, touched = false): void {
    const back = this.document.touched ? this.#wayBack() : null
    this.#start(opening, touched)
    this.file = file
    // The title in the bar says it to the eye.
    if (!back && opening.newer === null) return this.announcer.whisper(said)
    this.announcer.say(said, 'plain', back)
  }

  #wayBack() {
    const { key } = this.autosave
    return { label: `Back to ${this.graph.title}`, do: () => void this.openKept(key) }
  }

  /** A document in a record of its own. */
  #start(opening: Opening, touched = false): void {
    this.#show(opening, touched)
    this.autosave.begin(() => this.#snapshot())
  }

  #show(opening: Opening, touched = false): void {
    // What is due is the document that is still open.
    void this.autosave.flush()
    this.file = null
    this.document.open(opening, touched)
    this.selection = nobody
    this.opened++
    this.run.open(opening.graph)
  }

  #refuse(name: string, content: string | Uint8Array<ArrayBuffer>, problems: readonly Problem[]): void {
    this.failed = { name, content, problems }
  }

  #snapshot = () => ({ title: this.graph.title, text: this.document.text, touched: this.document.touched })

  // Edits

  edit(change: (graph: Graph) => Graph, label: string, mergeKey: string | null = null): void {
    if (this.document.readonly) {
      this.announcer.say(fixedText(this.document.watched !== null))
    } else if (this.document.edit(change, label, mergeKey)) this.#changed()
  }

  /** A change that belongs to the step done last. */
  amend(change: (graph: Graph) => Graph): void {
    if (this.document.amend(change)) this.#changed()
  }

  /** Says what could be done as well; it becomes one step with what was done last. */
  offer(message: string, label: string, next: Graph): void {
    const { graph } = this
    const act = () => {
      if (this.graph === graph) this.amend(() => next)
    }
    this.announcer.say(message, 'plain', { label, do: act })
  }

  undo(): void {
    const label = this.document.undo()
    if (label === null) return
    this.#changed()
    this.announcer.say(`Undid: ${label}`)
  }

  redo(): void {
    const label = this.document.redo()
    if (label === null) return
    this.#changed()
    this.announcer.say(`Redid: ${label}`)
  }

  /** Goes so many steps forward in the history, or back. */
  jump(by: number): void {
    if (this.document.jump(by)) this.#changed()
  }

  #changed(): void {
    const { graph } = this
    this.selection = stillThere(this.selection, graph)
    this.run.edit(graph)
    this.autosave.changed(() => this.#snapshot())
  }

  // Running

  toggleRun(): void {
    const { run } = this
    if (run.running) return run.pause()
    const { iterations } = this.graph.run
    if (run.iteration < iterations) return run.start(iterations)
    this.announcer.say(`Iteration ${iterations} is reached: stop later, or reset.`)
  }

  stopAt(iterations: number): void {
    this.edit((graph) => setRun(graph, { iterations }), `stop at iteration ${iterations}`, 'run.iterations')
    if (this.run.running) this.run.start(iterations)
  }
}
