// The same descent in C, the yardstick: every intermediate stored, products in registers, 128-bit vectors, nothing fused.
// Built once per size: gcc -O3 -ffp-contract=off -DN=64 by_hand.c
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if N % 4
#error "The rows are taken by four, and so are the columns."
#endif
#define NN (N * N)
// Columns that a tile takes at once; M is laid out in panels as wide.
#define WIDTH (N % 8 ? 4 : 8)

typedef float four __attribute__((vector_size(16)));

static float M[NN], I[NN], panels[NN] __attribute__((aligned(64))), turned[NN] __attribute__((aligned(64)));
// Not static: what is stored and never read may then not be left out.
float W[NN] __attribute__((aligned(64))), velocity[NN] __attribute__((aligned(64)));
float Y[NN] __attribute__((aligned(64))), D[NN], S[NN] __attribute__((aligned(64))), twice[NN], outer[NN];
float G[NN] __attribute__((aligned(64))), adjoint[NN] __attribute__((aligned(64))), kept[NN], step[NN];
// A ring: memory that is touched for the first time costs more than the descent, and is not what is measured.
#define KEPT 65536
static float losses[KEPT];
static long done;

// Four rows by WIDTH columns stay in registers while k rises: the order of a plain loop, so the same bits.
static void product(float *restrict out, const float *restrict a, const float *restrict packed) {
  for (int j = 0; j < N; j += WIDTH)
    for (int i = 0; i < N; i += 4) {
      four sum[4][WIDTH / 4] = {0};
      const four *b = (const four *)(packed + j * N);
      const float *row = a + i * N;
      for (int k = 0; k < N; k++, b += WIDTH / 4)
        for (int r = 0; r < 4; r++)
          for (int v = 0; v < WIDTH / 4; v++) sum[r][v] += row[r * N + k] * b[v];
      for (int r = 0; r < 4; r++)
        for (int v = 0; v < WIDTH / 4; v++) *(four *)(out + (i + r) * N + j + 4 * v) = sum[r][v];
    }
}

static void pack(void) {
  for (int k = 0; k < N; k++)
    for (int j = 0; j < N; j++) {
      const int at = j / WIDTH * WIDTH * N + k * WIDTH + j % WIDTH;
      panels[at] = M[k * N + j];
      turned[at] = M[j * N + k];
    }
}

// Sixteen sums side by side, so that an addition need not wait for the one before.
static float mean_of(const float *restrict x) {
  float lanes[16] = {0}, sum = 0;
  for (int i = 0; i < NN; i += 16)
    for (int lane = 0; lane < 16; lane++) lanes[lane] += x[i + lane];
  for (int lane = 0; lane < 16; lane++) sum += lanes[lane];
  return sum / NN;
}

static void run(long count) {
  const float each = 1.0f / NN;
  for (long t = 0; t < count; t++) {
    product(Y, W, panels);
    for (int i = 0; i < NN; i++) {
      D[i] = I[i] - Y[i];
      S[i] = D[i] * D[i];
      twice[i] = 2 * D[i];
      outer[i] = each * twice[i];
      G[i] = -outer[i];
    }
    losses[done++ % KEPT] = mean_of(S);
    product(adjoint, G, turned);
    for (int i = 0; i < NN; i++) {
      kept[i] = 0.9f * velocity[i];
      velocity[i] = kept[i] + adjoint[i];
      step[i] = 0.9f * velocity[i];
      W[i] = W[i] - step[i];
    }
  }
}

static double seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

// As measure.mjs: by the clock or of the processor, whichever is less.
static double time_of(long count) {
  const double by_clock = seconds_of(CLOCK_MONOTONIC), of_processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  run(count);
  const double clock = seconds_of(CLOCK_MONOTONIC) - by_clock;
  const double processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - of_processor;
  return clock < processor ? clock : processor;
}

static int rising(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// As measure.mjs: the median of five stretches after a warm-up.
static double measure(double wanted) {
  long count = 1;
  double taken, times[5];
  while ((taken = time_of(count)) < wanted * 0.3) count *= 2;
  const int stretches = taken > wanted ? 1 : 5;
  long each = (long)((double)count * wanted / taken / stretches);
  if (each < 1) each = 1;
  for (int i = 0; i < stretches; i++) times[i] = time_of(each);
  qsort(times, (size_t)stretches, sizeof *times, rising);
  return times[stretches / 2] / (double)each;
}

static uint32_t crc32_of(const uint8_t *bytes, size_t length) {
  uint32_t crc = ~0u;
  for (size_t i = 0; i < length; i++) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
  }
  return ~crc;
}

int main(int count, char **words) {
  FILE *file = count > 4 ? fopen(words[2], "rb") : NULL;
  if (!file || fread(W, sizeof *W, NN, file) != NN || fread(M, sizeof *M, NN, file) != NN) return 1;
  for (int i = 0; i < N; i++) I[i * (N + 1)] = 1;
  pack();
  run(atol(words[3]));
  const float loss = losses[(done - 1) % KEPT];
  const uint32_t bits = crc32_of((const uint8_t *)W, sizeof W);
  printf("{\"microseconds\":%.9g,\"loss\":%.9g,\"bits\":\"%08x\",\"version\":\"gcc " __VERSION__ "\"}\n",
         measure(atof(words[4])) * 1e6, loss, bits);
  return 0;
}
