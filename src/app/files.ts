// Files on the machine: picked, read and written, in place where the browser can, by download where it cannot.

/** What the File System Access API offers, where there is one; the standard typings do not know the pickers. */
interface Pickers {
  showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]>
  showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>
}

export interface PickedFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** To write it back in place. */
  readonly file: OnDisk | null
}

const pickers = window as Pickers // a window is one, with or without them
const kinds = [{ description: 'Gradloom graph', accept: { 'application/json': ['.json'] } }]
const withPictures = [
  {
    description: 'Gradloom graph, or a picture of one',
    accept: { 'application/json': ['.json'], 'image/svg+xml': ['.svg'], 'image/png': ['.png'] },
  },
]

export const readFile = async (
  file: File,
  handle: FileSystemFileHandle | null = null,
): Promise<PickedFile> => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
  file: handle && { handle, time: file.lastModified },
})

/** Nobody closes a dialog this fast, in milliseconds: the browser has none to show. */
const tooFast = 100

/** Runs a picker: null if it was cancelled, undefined if there is none that works. */
async function pick<T>(picker: (() => Promise<T>) | undefined): Promise<T | null | undefined> {
  if (!picker) return undefined
  const began = performance.now()
  try {
    return await picker()
  } catch (thrown) {
    const cancelled = thrown instanceof DOMException && thrown.name === 'AbortError'
    return cancelled && performance.now() - began > tooFast ? null : undefined
  }
}

/** Asks for a file to open; null if none was chosen. */
export async function pickFile(): Promise<PickedFile | null> {
  const { showOpenFilePicker } = pickers
  const handles = await pick(showOpenFilePicker && (() => showOpenFilePicker({ types: withPictures })))
  if (handles === null) return null
  const handle = handles?.[0]
  if (handle) return readFile(await handle.getFile(), handle)
  const file = await pickByInput()
  return file && readFile(file)
}

function pickByInput(): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,.svg,.png,application/json,image/svg+xml,image/png'
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}

/** A file's name from a title: what every system takes. */
export function fileNameOf(title: string, extension = 'json'): string {
  const name = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 80)
  return `${name === '' ? 'untitled' : name}.${extension}`
}

export function download(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A file that can be written in place. */
export interface OnDisk {
  readonly handle: FileSystemFileHandle
  /** When it was changed last, as far as we know, in milliseconds. */
  readonly time: number
}

export interface SavedFile {
  readonly name: string
  /** Null where it was downloaded. */
  readonly file: OnDisk | null
}

export const timeOf = async (handle: FileSystemFileHandle): Promise<number> =>
  (await handle.getFile()).lastModified

/** Throws what writing throws. */
export async function writeFile(handle: FileSystemFileHandle, text: string): Promise<OnDisk> {
  const stream = await handle.createWritable()
  await stream.write(text)
  await stream.close()
  return { handle, time: await timeOf(handle) }
}

/** Asks for a file and saves to it; null if that was cancelled. Throws what writing throws. */
export async function saveFile(name: string, text: string): Promise<SavedFile | null> {
  const { showSaveFilePicker } = pickers
  const picked = await pick(
    showSaveFilePicker && (() => showSaveFilePicker({ suggestedName: name, types: kinds })),
  )
  if (picked === null) return null
  if (picked) return { name: picked.name, file: await writeFile(picked, text) }
  download(name, text)
  return { name, file: null }
}
