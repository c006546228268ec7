# The same descent by PyTorch in eager mode, one thread, written as the notebook behind the flagship writes it.
import json
import sys
import time
import zlib

import torch

n, checked, wanted = int(sys.argv[1]), int(sys.argv[3]), float(sys.argv[4])
torch.set_num_threads(1)
torch.manual_seed(314)
weights = torch.nn.Parameter(torch.rand(size=[n, n]))
matrix = torch.rand(size=(n, n))
target = torch.diag(torch.ones(n))
learning_rate, momentum = 0.9, 0.9
losses = []


def mse(y, y_hat):
    return ((y - y_hat) ** 2).mean()


def update(M):
    loss = mse(target, weights @ M)
    loss.backward()
    losses.append(loss.detach().numpy())
    with torch.no_grad():
        weights.sub_(learning_rate * weights.grad)
        weights.grad *= momentum


def run(count):
    clock, processor = time.perf_counter(), time.process_time()
    for _ in range(count):
        update(matrix.clone())
    return min(time.perf_counter() - clock, time.process_time() - processor)


def measure():
    """As measure.mjs: seconds per iteration, the median of five stretches after a warm-up."""
    count = 1
    while (taken := run(count)) < wanted * 0.3:
        count *= 2
    stretches = 1 if taken > wanted else 5
    each = max(1, round(count * wanted / taken / stretches))
    return sorted(run(each) for _ in range(stretches))[stretches // 2] / each


def blas():
    """Where the system's BLAS can be exchanged, its file tells which one it is."""
    if torch.backends.mkl.is_available():
        return "MKL"
    try:
        with open("/proc/self/maps") as maps:
            loaded = "".join(line for line in maps if "blas" in line)
    except OSError:
        loaded = ""
    return "OpenBLAS" if "openblas" in loaded else "the reference BLAS" if "libblas" in loaded else "an unknown BLAS"


run(checked)
loss, bits = float(losses[-1]), zlib.crc32(weights.detach().numpy().tobytes())
about = {"version": f"PyTorch {torch.__version__}", "blas": blas()}
print(json.dumps({"microseconds": measure() * 1e6, "loss": loss, "bits": f"{bits:08x}", **about}))
