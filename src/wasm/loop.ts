// The loop of a run as one function: computes, asks whether all is well, records, and lets the memories take in.
import { Code } from './assembler.ts'
import { Module } from './module.ts'
import { blocksOf, type Small, storedIn, writtenOut } from './blocks.ts'
import { type Call, callOf, finiteness, writeCall } from './calls.ts'
import { sufficient } from './carried.ts'
import { access, f32, f32x4, f64, i32, v128 } from './instructions.ts'
import { type Compute, type Job, numbersIn, type Placed, vectorsIn } from './job.ts'
import { Locals, placesIn } from './locals.ts'
import { mapFunction } from './maps.ts'
import { writeOut } from './small.ts'
import { withoutTransposes } from './transposed.ts'

/** A memory: what it takes in at the end of an iteration, and where that waits if it is itself a memory. */
export interface Taking {
  readonly value: Placed
  readonly next: Placed
  readonly waiting: Placed | null
}

export interface Loop {
  readonly arithmetic: 'separate' | 'fused'
  /** All that an iteration computes, in order. */
  readonly jobs: readonly Job[]
  /** 1×1 values that are recorded at every iteration; null where a place stays empty. */
  readonly recorded: readonly (Placed | null)[]
  /** The run stops before an iteration in which one of these is not finite. */
  readonly watched: readonly Placed[]
  /** The run stops before an iteration in which this 1×1 value is below the limit. */
  readonly below: { readonly value: Placed; readonly limit: number } | null
  readonly memories: readonly Taking[]
  /** What checks in JavaScript read; empty where there are none. */
  readonly checked: readonly Placed[]
  /** Where recorded values go: `capacity` numbers each, one after the other. */
  readonly ring: { readonly at: number; readonly capacity: number }
  /** All memories, side by side, and where copies of them go. */
  readonly state: { readonly at: number; readonly bytes: number }
  readonly copies: { readonly at: number }
  readonly scratch: number
}

/**
 * In one of several blocks a value is held in local variables from one step to the next, over at most so many. V8 puts
 * off what nobody stores to the end of a block: held for long, all that it is made of crowds the registers until then.
 */
const nearby = 3

/** The parameters of the function `run`. */
const FIRST = 0
const COUNT = 1
const UNTIL = 2
const STRIDE = 3

interface Imports {
  /** (step, done) → (): computes a step in JavaScript. */
  readonly step: number
  /** (done) → 1 if a check fails. */
  readonly check: number
}

interface Writing {
  readonly module: Module
  readonly imports: Imports
  readonly loop: Loop
  readonly sources: ReadonlyMap<number, Placed>
  readonly small: Small
}

/** Writes steps one after the other; `time` pushes the iteration as an f32, `done` how many were completed. */
function writeJobs(
  { module, imports, loop, sources, small }: Writing,
  locals: Locals,
  jobs: readonly Job[],
  time: () => void,
  done: number,
): void {
  jobs.forEach((job, step) => {
    locals.turnTo(step)
    if (!job.kernel) locals.code.i32(job.call).get(done).call(imports.step)
    else if (small.has(job)) writeOut(module, locals, job, loop.arithmetic, time)
    else writeCall(locals.code, callOf(module, job, loop.arithmetic, loop.scratch, sources))
  })
}

/** Pushes 1 if one of the small values is not finite: x − x is 0 or NaN, and what is joined to a NaN's bits stays one. */
function anyOdd(locals: Locals, values: readonly Placed[]): void {
  const { code } = locals
  const x = code.local('v128')
  let first = true
  for (const value of values)
    for (let index = 0; index < vectorsIn(value); index += 1) {
      const [p, q, r, s] = placesIn(numbersIn(value), index)
      locals.gather(value, [p, q, r, s])
      code.tee(x).get(x).do(f32x4.sub)
      if (!first) code.do(v128.or)
      first = false
    }
  if (first) code.f32x4(0)
  code.tee(x).get(x).do(f32x4.ne, v128.anyTrue)
}

const fewVectors = (value: Placed): boolean => vectorsIn(value) <= 16

/** Leaves the loop where something is not as it should be; the loop is in a block of depth 1. */
function writeQuestions({ module, imports, loop }: Writing, locals: Locals, done: number): void {
  const { code } = locals
  if (loop.checked.length > 0) code.get(done).call(imports.check).brIf(1)
  const watched = sufficient(loop.watched, loop.jobs)
  anyOdd(locals, watched.filter(fewVectors))
  code.brIf(1)
  for (const value of watched)
    if (!fewVectors(value)) code.i32(value.at).call(finiteness(module, value)).brIf(1)
  if (loop.below) {
    locals.number(loop.below.value, 0)
    code.do(f64.promoteF32).f64(loop.below.limit).do(f64.lt).brIf(1)
  }
}

function writeRecords({ ring, recorded }: Loop, locals: Locals, done: number): void {
  const { code } = locals
  recorded.forEach((value, index) => {
    if (!value) return
    code.get(done).i32(4).do(i32.mul)
    locals.number(value, 0)
    code.access(access.storeF32, ring.at + 4 * ring.capacity * index)
  })
}

/** All memories take in their next values at once: those that are memories themselves are put aside before. */
function writeTaking({ module, loop }: Writing, locals: Locals): void {
  const copy = (to: Placed, from: Placed) => {
    const index = mapFunction(module, { does: 'unary', by: 'copy', of: 'in' }, to, from)
    writeCall(locals.code, { index, addresses: [to.at, from.at] })
  }
  const large = loop.memories.filter(({ value }) => !fewVectors(value))
  const small = loop.memories.filter(({ value }) => fewVectors(value))
  for (const { next, waiting } of large) if (waiting) copy(waiting, next)
  for (const { next } of small) locals.hold(next)
  for (const { value, next, waiting } of large) copy(value, waiting ?? next)
  for (const { value, next } of small) locals.store(value, next)
}

/** Copies the state where it is due: `until` counts down to that, `into` is where the next copy goes. */
function writeCopies({ state }: Loop, code: Code, into: number): void {
  if (state.bytes === 0) return
  code.get(UNTIL).i32(1).do(i32.sub).tee(UNTIL).do(i32.eqz)
  code.if(() => {
    code.get(into).i32(state.at).i32(state.bytes).copyMemory()
    code.get(into).i32(state.bytes).do(i32.add).set(into)
    code.get(STRIDE).set(UNTIL)
  })
}

/** The functions of all larger steps, and `run`. */
export interface Emitted {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** By the step: the name of its function and the addresses it wants. */
  readonly calls: ReadonlyMap<Job, { readonly name: string; readonly addresses: readonly number[] }>
}

/**
 * The module of a loop, and of `others` as functions. It exports `run(first, count, until, stride)`: runs at most
 * `count` iterations from iteration `first` on and answers how many it completed. After `until` of them, and then
 * after every `stride`, it copies the state. What stops it leaves all memories as they were before that iteration.
 */
export function emit(loop: Loop, others: readonly Compute[]): Emitted {
  const module = new Module()
  const imports = {
    step: module.import('step', ['i32', 'i32'], []),
    check: module.import('check', ['i32'], ['i32']),
  }
  const recorded = loop.recorded.filter((value) => value !== null)
  const wanted = [...recorded, ...loop.watched, ...loop.checked, ...loop.memories.map(({ next }) => next)]
  const small = writtenOut(loop.jobs, loop.arithmetic)
  const { jobs, sources } = withoutTransposes(loop.jobs, small, wanted)
  const writing: Writing = { module, imports, loop, sources, small }
  const calls = new Map<Job, { name: string; addresses: readonly number[] }>()
  const named = new Set<number>()
  const publish = (job: Job, { index, addresses }: Call) => {
    const name = `f${index}`
    if (!named.has(index)) module.export(name, index)
    named.add(index)
    calls.set(job, { name, addresses })
  }
  for (const job of others) publish(job, callOf(module, job, loop.arithmetic, loop.scratch, new Map()))
  module.export('run', module.add(writeRun(writing, jobs, wanted)))
  return { bytes: module.encode(), calls }
}

function writeRun(writing: Writing, jobs: readonly Job[], wanted: readonly Placed[]): Code {
  const { module, loop, small } = writing
  const blocks = blocksOf(jobs, small)
  const [only] = blocks.length === 1 ? blocks : []
  const code = new Code(['f64', 'i32', 'i32', 'i32'], ['i32'], { keepsConstants: true })
  const [done, into] = [code.local('i32'), code.local('i32')]
  const inMemory = only ? loop.checked : wanted
  const reach = only ? Infinity : nearby
  const stored = storedIn(blocks, small, inMemory, reach)
  const stretches = only ? [] : blocks.map(({ jobs }) => module.add(writeBlock(writing, jobs, stored)))
  code.i32(loop.copies.at).set(into)
  code.block(() => {
    code.loop(() => {
      const locals = new Locals(code, stored)
      const time = () => void code.get(FIRST).get(done).do(f64.convertI32S, f64.add, f32.demoteF64)
      if (only) writeJobs(writing, locals, only.jobs, time, done)
      for (const index of stretches) code.get(FIRST).get(done).call(index)
      writeQuestions(writing, locals, done)
      writeRecords(loop, locals, done)
      writeTaking(writing, locals)
      code.get(done).i32(1).do(i32.add).set(done)
      writeCopies(loop, code, into)
      code.get(done).get(COUNT).do(i32.ltS).brIf(0)
    })
  })
  return code.get(done)
}

/** (first, done) → (): a stretch of steps that is a function of its own. */
function writeBlock(writing: Writing, jobs: readonly Job[], stored: ReadonlySet<number>): Code {
  const code = new Code(['f64', 'i32'], [], { keepsConstants: true })
  const time = () => void code.get(0).get(1).do(f64.convertI32S, f64.add, f32.demoteF64)
  writeJobs(writing, new Locals(code, stored, nearby), jobs, time, 1)
  return code
}
