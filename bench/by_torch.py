# The same descent by PyTorch in eager mode, one thread: microseconds per iteration, after a warm-up.
import json
import sys
import time

import torch

n, count = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(1)


def run(steps):
    torch.manual_seed(314)
    weights = torch.rand(n, n).requires_grad_()
    matrix = torch.rand(n, n)
    target = torch.eye(n)
    losses = []
    start = time.perf_counter()
    for _ in range(steps):
        loss = ((target - weights @ matrix) ** 2).mean()
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            weights.sub_(0.9 * weights.grad)
            weights.grad *= 0.9
    return time.perf_counter() - start, float(losses[-1])


run(max(1, count // 10))
seconds, loss = run(count)
blas = "MKL" if torch.backends.mkl.is_available() else "the system's BLAS"
print(json.dumps({"microseconds": seconds * 1e6 / count, "loss": loss, "version": torch.__version__, "blas": blas}))
