"""The arrays the engine passes around. Axes are named where they are used: regions, indicators, draws, periods."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Reals = NDArray[Any]  # float32 in the Monte Carlo (memory), float64 elsewhere
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
