// A browser whose storage fails once, at its k-th call: a script for a page, before it is loaded.

/** How a call fails: at once, by a store that is full, by a transaction that is ended, or by never being answered. */
export const failures = ['throws', 'full', 'aborts', 'silent'] as const
export type Failure = (typeof failures)[number]

/** Runs in the page. Counts calls of IndexedDB, of both storages and of locks in `storageCalls`, and lets one of them fail. */
export function failStorage({ at, how }: { readonly at: number; readonly how: Failure }): void {
  const state = { calls: 0 }
  Object.assign(globalThis, { storageCalls: state })
  const isIt = () => ++state.calls === at
  const fault = () =>
    how === 'full'
      ? new DOMException('the disk is full', 'QuotaExceededError')
      : new DOMException('the storage is broken', 'UnknownError')
  const wrap = <T extends object>(owner: T, name: keyof T & string): void => {
    const original = owner[name] as unknown as (this: unknown, ...given: unknown[]) => unknown
    const failing = function (this: unknown, ...given: unknown[]): unknown {
      if (!isIt()) return original.apply(this, given)
      const isRequest =
        this instanceof IDBObjectStore || this instanceof IDBIndex || this instanceof IDBFactory
      if (how === 'throws' || how === 'full' || !isRequest) throw fault()
      const request = original.apply(this, given) as IDBRequest
      if (how === 'aborts' && this instanceof IDBObjectStore) this.transaction.abort()
      else {
        // What is not heard is not answered.
        for (const type of ['success', 'error', 'upgradeneeded', 'blocked'])
          request.addEventListener(type, (event) => event.stopImmediatePropagation())
      }
      return request
    }
    Object.defineProperty(owner, name, { value: failing, configurable: true, writable: true })
  }
  wrap(IDBFactory.prototype, 'open')
  wrap(IDBDatabase.prototype, 'transaction')
  for (const name of ['put', 'get', 'delete', 'getAll', 'getAllKeys'] as const)
    wrap(IDBObjectStore.prototype, name)
  for (const name of ['getAll', 'openKeyCursor'] as const) wrap(IDBIndex.prototype, name)
  for (const name of ['getItem', 'setItem', 'removeItem'] as const) wrap(Storage.prototype, name)
  for (const name of ['request', 'query'] as const) wrap(LockManager.prototype, name)
}
