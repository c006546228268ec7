// What most files say: links are compressed as if it stood before them. It belongs to version 1 of links: never change it.

const said = `"lesson": {"frames": [
    { "id": "f1", "title": "", "around": [""], "color": "blue" }
  ],
  "notes": [
    { "id": "n1", "at": [0, 0], "size": [240, 120], "text": "" }
  ]
}
 "type": "transpose" "type": "multiply" "type": "adam" "type": "memory" "type": "number" "type": "matrix" "type": "diagonal" "type": "add" "type": "scale" "type": "inverse" "type": "tanh" "type": "sigmoid" "type": "sum", "over": "rows" "type": "assert", "check": "nonzero", "tolerance": "type": "gradcheck" "type": "lossplot" "type": "heatmap", "range": "auto", "every": 0, "decimals": 2 "type": "random" "type": "matmul" "type": "subtract" "type": "identity" "type": "print" "type": "mse" "type": "sgd" "type": "backward"
, "label": "" }, "size": [320, 240], "params": { "rows": 4, "cols": 4, "seed": 0, "low": -1, "high": 1, "learningRate": 0.1, "momentum": 0.9 "distribution": "normal", "mean": 0, "std": 1, "values": [[1, 0], [0, 1]], "size": 4 } },
    { "from": "identity.out", "to": "subtract.b" },
    { "from": "matmul.out", "to": "subtract.a" },
    { "from": "subtract.out", "to": "heatmap.in" },
    { "from": "backward.gradient", "to": "sgd.gradient" },
    { "from": "sgd.value", "to": "backward.of" },
    { "from": "mse.loss", "to": "backward.loss" },
    { "from": "identity.out", "to": "mse.target" },
    { "from": "matmul.out", "to": "mse.prediction" },
    { "from": "M.out", "to": "matmul.b" },
    { "from": "sgd.value", "to": "matmul.a" },
    { "from": "W0.out", "to": "sgd.initial" },
    { "from": "mse.loss", "to": "plot.in" }
  ]
}
  ],
  "wires": [
{
  "format": "gradloom",
  "version": 1,
  "title": "",
  "about": "",
  "arithmetic": "separate",
  "arithmetic": "fused",
  "run": { "iterations": 10000 },
  "nodes": [
    { "id": "W", "type": "", "title": "", "at": [40, 80], "params": { "`

export const dictionary = new TextEncoder().encode(said)
