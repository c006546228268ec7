// Random: a matrix drawn from a seed, the same numbers that PyTorch draws.
import { defineNode, output } from '../../src/node.ts'
import { choice, integer, number } from '../../src/param.ts'
import { normal, uniform } from '../../src/numeric/random.ts'

export default defineNode({
  title: 'Random',
  docs: 'Random numbers that are always the same for the same **seed**: those that PyTorch draws after `manual_seed(seed)`. **skip** passes over numbers of the stream first, as if they had been drawn for something else. *Uniform* numbers lie evenly between **low** and **high**; *normal* ones gather around **mean**, **std** wide.',
  formula:
    'C_{ij} \\sim \\mathcal{U}(\\text{low}, \\text{high}) \\;\\text{or}\\; \\mathcal{N}(\\mu, \\sigma^2)',
  keywords: ['rand', 'randn', 'seed', 'noise', 'uniform', 'normal', 'gaussian', 'initial', 'weights'],
  inputs: {},
  outputs: { out: output('The random matrix') },
  params: {
    rows: integer(2, 'How many rows', { min: 1 }),
    cols: integer(2, 'How many columns', { min: 1 }),
    seed: integer(0, 'Which stream of numbers', { min: 0, max: 4294967295 }),
    skip: integer(0, 'How many numbers of the stream to pass over first', { min: 0, max: 10_000_000 }),
    distribution: choice(['uniform', 'normal'], 'Evenly spread, or in a bell curve'),
    low: number(0, 'Uniform: the smallest number'),
    high: number(1, 'Uniform: the numbers stay below this one'),
    mean: number(0, 'Normal: the middle of the bell'),
    std: number(1, 'Normal: its width, the standard deviation', { min: 0 }),
  },
  unused: ({ distribution }) => (distribution === 'uniform' ? ['mean', 'std'] : ['low', 'high']),
  shape: (_, { rows, cols }) => ({ out: { rows, cols } }),
  run({ out }, _, { seed, skip, distribution, low, high, mean, std }) {
    if (distribution === 'uniform') uniform(out, seed, skip, low, high)
    else normal(out, seed, skip, mean, std)
  },
  examples: [
    {
      about: 'As `torch.manual_seed(314); torch.rand(1, 2)`',
      params: { rows: 1, cols: 2, seed: 314 },
      outputs: { out: [[0.7196354866027832, 0.6294925808906555]] },
    },
  ],
})
