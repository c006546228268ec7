# Writes reference.json: what PyTorch 1.13 computes for single nodes, forward and backward, and for some steps of Adam.
# Run as: python3 tests/nodes/reference.py > tests/nodes/reference.json
import json
import torch


def draw(seed, rows, cols, low=-2.0, high=2.0):
    """As the Random node draws."""
    torch.manual_seed(seed)
    return torch.rand(rows, cols) * (high - low) + low


def plain(tensor):
    """Nine digits tell every float32 apart."""
    return [float(f'{x:.9g}') for x in tensor.detach().flatten().tolist()]


OVER = {'all': None, 'rows': 0, 'columns': 1}


def reduced(name):
    def compute(x, over='all'):
        if over == 'all':
            return getattr(x, name)()
        return getattr(x, name)(dim=OVER[over], keepdim=True)

    return compute


UNARY = {
    'negate': lambda x: -x, 'square': lambda x: x**2, 'sqrt': torch.sqrt, 'abs': torch.abs, 'sign': torch.sign,
    'exp': torch.exp, 'log': torch.log, 'tanh': torch.tanh, 'sigmoid': torch.sigmoid, 'relu': torch.relu,
    'power': lambda x, exponent: x**exponent, 'round': lambda x, decimals: torch.round(x, decimals=decimals),
    'scale': lambda x, factor: x * factor, 'transpose': lambda x: x.T, 'sum': reduced('sum'), 'mean': reduced('mean'),
    'norm': torch.norm, 'trace': torch.trace, 'inverse': torch.inverse, 'determinant': torch.det,
}
BINARY = {
    'add': torch.add, 'subtract': torch.sub, 'multiply': torch.mul, 'divide': torch.div, 'matmul': torch.matmul,
    'mse': lambda prediction, target: ((target - prediction) ** 2).mean(),
}
PORTS = {'mse': ['prediction', 'target']}
SMALL, LARGE = dict(rows=3, cols=5), dict(rows=9, cols=11)
POSITIVE = dict(rows=3, cols=5, low=0.25, high=2.0)
SQUARE = [dict(rows=4, cols=4), dict(rows=7, cols=7)]


def cases():
    for name in ['negate', 'square', 'abs', 'sign', 'exp', 'tanh', 'sigmoid', 'relu', 'transpose']:
        yield name, {}, [SMALL]
    for name in ['sqrt', 'log']:
        yield name, {}, [POSITIVE]
    for name in ['sum', 'mean', 'norm']:
        yield name, {}, [SMALL]
        yield name, {}, [LARGE]
    for name in ['trace', 'inverse', 'determinant']:
        for shape in SQUARE:
            yield name, {}, [shape]
    for name in ['sum', 'mean']:
        for over in ['rows', 'columns']:
            yield name, {'over': over}, [LARGE]
    for exponent in [0, 2, 3]:
        yield 'power', {'exponent': exponent}, [SMALL]
    for exponent in [0.5, -1, 1.7]:
        yield 'power', {'exponent': exponent}, [POSITIVE]
    yield 'round', {'decimals': 1}, [SMALL]
    yield 'scale', {'factor': -1.7}, [SMALL]
    for name in ['add', 'subtract', 'multiply', 'divide']:
        for rows, cols in [(9, 11), (1, 11), (9, 1), (1, 1)]:
            yield name, {}, [dict(rows=9, cols=11), dict(rows=rows, cols=cols, low=0.25)]
        yield name, {}, [dict(rows=1, cols=11), dict(rows=9, cols=1, low=0.25)]
    yield 'matmul', {}, [dict(rows=5, cols=9), dict(rows=9, cols=3)]
    for shape in [SMALL, LARGE]:
        yield 'mse', {}, [shape, shape]


def case(index, name, params, shapes):
    inputs = [draw(100 * index + k, **shape).requires_grad_() for k, shape in enumerate(shapes)]
    out = (UNARY.get(name) or BINARY[name])(*inputs, **params)
    out = out.reshape(1, 1) if out.dim() == 0 else out
    weights = draw(100 * index + 99, *out.shape)
    (weights * out).sum().backward()
    ports = PORTS.get(name, ['a', 'b'] if len(inputs) == 2 else ['in'])
    return {
        'type': name, 'params': params, 'index': index,
        'inputs': dict(zip(ports, shapes)), 'weights': list(out.shape), 'out': plain(out),
        'gradients': {port: plain(x.grad) for port, x in zip(ports, inputs)},
    }


def adam(steps=400, **options):
    """Descends mean((target − W)²) from W, both 3×3."""
    w, target = draw(1, 3, 3).requires_grad_(), draw(2, 3, 3)
    optimizer = torch.optim.Adam([w], **options)
    values = {}
    for step in range(steps + 1):
        if step in (0, 1, 2, 3, 10, 100, steps):
            values[step] = plain(w)
        optimizer.zero_grad()
        ((target - w) ** 2).mean().backward()
        optimizer.step()
    return values


runs = [dict(), dict(lr=0.05), dict(lr=0.01, betas=(0.5, 0.9), eps=1e-3), dict(lr=0.1, betas=(0.0, 0.0))]
print(json.dumps({
    'nodes': [case(index, *each) for index, each in enumerate(cases())],
    'adam': [{'options': options, 'values': adam(**options)} for options in runs],
}))
