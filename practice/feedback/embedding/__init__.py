"""Key points compared by meaning: sentence embeddings from a model folder of the operator's.

Optional, off by default, and used in a worker only. `onnx` alone touches the runtime, and only when
a folder is loaded; nothing here is imported by a page.
"""
