// The browser's storage: how long we wait for it, what its failures mean, and the wish that it stays.

/** For how long to wait for an answer, in milliseconds: a busy machine that has just started may need some. */
export const patience = 4000

export const noAnswer = 'the browser’s storage does not answer'

export const inTime = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error(noAnswer)), patience)),
  ])

const reasons: Readonly<Record<string, string>> = {
  QuotaExceededError: 'the browser’s storage is full',
  SecurityError: 'the browser’s storage is blocked',
  VersionError: 'a newer version of this page was here; reload to go on with it',
}

export const isFull = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.name === 'QuotaExceededError'

export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return reasons[thrown.name] ?? thrown.message
}

/** Asks the browser not to clear what is kept when the disk gets full: only Chromium does so without a question to the person. */
export function wishToStay(): void {
  const storage: StorageManager | undefined = navigator.storage
  if ('userAgentData' in navigator) storage?.persist().catch(() => null)
}
