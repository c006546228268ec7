// Files of documents: picked, dropped, written in place or elsewhere, and never over what somebody else has made of them.
import { reasonOf } from '../documents/storage.ts'
import { type PickedFile, download, fileNameOf, pickFile, saveFile, timeOf, writeFile } from './files.ts'
import type { Studio } from './state.svelte.ts'
import { listed } from './status.ts'

/** A file that was changed by somebody else since it was opened or saved here. */
export interface Changed {
  readonly name: string
  /** When, in milliseconds. */
  readonly time: number
}

export class Filing {
  /** To be asked about before it is written over. */
  changed = $state.raw<Changed | null>(null)
  readonly #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  async pick(): Promise<void> {
    await this.read([pickFile()])
  }

  /** Opens files, each as a new document: the last one is shown, the others are kept. */
  async read(readings: readonly Promise<PickedFile | null>[]): Promise<void> {
    const opened: string[] = []
    const refused: string[] = []
    for (const reading of readings) {
      try {
        const picked = await reading
        if (!picked) continue
        const { bytes, name, file } = picked
        if (this.#studio.open(bytes, name, file)) opened.push(name)
        else refused.push(`${name} (${this.#reason()})`)
      } catch (thrown) {
        this.#studio.announcer.say(`The file could not be read: ${reasonOf(thrown)}`, 'bad')
      }
    }
    if (readings.length > 1) this.#tell(opened, refused)
  }

  #tell(opened: readonly string[], refused: readonly string[]): void {
    this.#studio.failed = null
    const last = opened.at(-1)
    const said = [
      last !== undefined && `Opened ${listed(opened)}: ${last} is shown, all are under Documents.`,
      refused.length > 0 && `Not opened: ${listed(refused)}.`,
    ]
    this.#studio.announcer.say(said.filter(Boolean).join(' '), refused.length > 0 ? 'bad' : 'good')
  }

  /** To the file that it came from, or asks for one. */
  async save(): Promise<void> {
    const { file, document } = this.#studio
    if (!file || document.readonly) return this.saveAs()
    await this.#trying(async () => {
      const time = await timeOf(file.handle)
      if (time !== file.time) this.changed = { name: file.handle.name, time }
      else await this.#write(file.handle)
    })
  }

  /** The file is written, whatever somebody else has made of it. */
  async overwrite(): Promise<void> {
    this.changed = null
    const { file } = this.#studio
    if (file) await this.#trying(() => this.#write(file.handle))
  }

  /** Asks for a file, and goes on with that one. */
  async saveAs(): Promise<void> {
    this.changed = null
    const studio = this.#studio
    await this.#trying(async () => {
      const saved = await saveFile(fileNameOf(studio.graph.title), this.#text)
      if (!saved) return
      if (saved.file && !studio.document.readonly) studio.file = saved.file
      this.#studio.announcer.say(`Saved ${saved.name}`, 'good')
    })
  }

  download(): void {
    download(fileNameOf(this.#studio.graph.title), this.#text)
  }

  get #text(): string {
    this.#studio.document.seal()
    return this.#studio.document.text
  }

  /** Why the last file was not opened. */
  #reason(): string {
    return (this.#studio.failed?.problems[0]?.message ?? 'it is no graph').replace(/\.$/, '')
  }

  async #write(handle: FileSystemFileHandle): Promise<void> {
    this.#studio.file = await writeFile(handle, this.#text)
    this.#studio.announcer.say(`Saved ${handle.name}`, 'good')
  }

  async #trying(act: () => Promise<void>): Promise<void> {
    const { announcer } = this.#studio
    try {
      await act()
    } catch (thrown) {
      const isGone = thrown instanceof DOMException && thrown.name === 'NotFoundError'
      const name = this.#studio.file?.handle.name ?? 'the file'
      this.#studio.file = null
      if (isGone)
        return announcer.say(`Not saved: ${name} is not where it was.`, 'bad', {
          label: 'Save as…',
          do: () => void this.saveAs(),
        })
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      announcer.say(`Not saved: ${reason}`, 'bad', { label: 'Download', do: () => this.download() })
    }
  }
}
