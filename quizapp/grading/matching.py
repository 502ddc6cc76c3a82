"""The best one-to-one assignment between two small sets: the Hungarian algorithm.

Knows nothing of drawings. Weights are whole numbers, so that sums and ties are exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from sys import maxsize

Weights = Sequence[Sequence[int]]
_FREE = -1


def best_assignment(weights: Weights) -> tuple[tuple[int, int], ...]:
    """Return the ``(row, column)`` pairs of greatest total weight, in order of rows.

    Every row gets a column, or every column a row, whichever are fewer.

    >>> best_assignment([[3, 5, 0], [4, 5, 0]])
    ((0, 1), (1, 0))
    """
    if not weights or not weights[0]:
        return ()
    if len(weights) > len(weights[0]):
        flipped = best_assignment(list(zip(*weights, strict=True)))
        return tuple(sorted((row, column) for column, row in flipped))
    search = _Search(weights)
    for row in range(len(weights)):
        search.place(row)
    return tuple(enumerate(search.column_of))


class _Search:
    """A growing assignment, with the prices of rows and columns that prove it the best."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.row_price = [0] * len(weights)
        self.column_price = [0] * len(weights[0])
        self.column_of = [_FREE] * len(weights)
        self.row_of = [_FREE] * len(weights[0])

    def place(self, row: int) -> None:
        """Give one more row a column, moving others along the cheapest chain of swaps."""
        loss = [maxsize] * len(self.row_of)
        came_from = [_FREE] * len(self.row_of)
        chain: list[int] = []
        untried = set(range(len(self.row_of)))
        mover, spent = row, 0
        while mover != _FREE:
            self._weigh(mover, spent, untried, loss, came_from)
            column = min(untried, key=loss.__getitem__)
            spent = loss[column]
            untried.remove(column)
            chain.append(column)
            mover = self.row_of[column]
        self._reprice(row, chain, loss)
        self._swap(chain[-1], came_from, row)

    def _weigh(
        self, row: int, spent: int, untried: set[int], loss: list[int], came_from: list[int]
    ) -> None:
        """Note each column that is reached more cheaply through ``row``."""
        weights, column_price = self.weights[row], self.column_price
        base = spent - self.row_price[row]
        for column in untried:
            cost = base - weights[column] - column_price[column]
            if cost < loss[column]:
                loss[column], came_from[column] = cost, row

    def _reprice(self, row: int, chain: list[int], loss: list[int]) -> None:
        """Raise prices along the chain, so that no pair costs less than nothing."""
        total = loss[chain[-1]]
        self.row_price[row] += total
        for column in chain[:-1]:
            self.row_price[self.row_of[column]] += total - loss[column]
            self.column_price[column] -= total - loss[column]

    def _swap(self, column: int, came_from: list[int], start: int) -> None:
        """Hand columns on, back from the free one to the row that had none."""
        row = _FREE
        while row != start:
            row = came_from[column]
            self.row_of[column] = row
            column, self.column_of[row] = self.column_of[row], column


Table = dict[int, dict[int, int]]


def best_sparse_assignment(
    weights: Mapping[tuple[int, int], int],
) -> tuple[tuple[int, int], ...]:
    """Return the ``(row, column)`` pairs of greatest total weight, in order of rows.

    Only pairs that have a weight are possible. What is beyond doubt is settled first, and what
    hangs together is assigned apart from the rest, so that a large drawing costs little more
    than its few confusing corners.

    >>> best_sparse_assignment({(0, 4): 3, (0, 7): 5, (1, 4): 4, (1, 7): 5, (2, 9): 1})
    ((0, 7), (1, 4), (2, 9))
    """
    rows: Table = {}
    columns: Table = {}
    for (row, column), weight in weights.items():
        rows.setdefault(row, {})[column] = weight
        columns.setdefault(column, {})[row] = weight
    pairs = _settled(rows, columns)
    for some_rows, some_columns in _clusters(rows, columns):
        square = [[rows[row].get(column, 0) for column in some_columns] for row in some_rows]
        pairs += [(some_rows[one], some_columns[two]) for one, two in best_assignment(square)]
    return tuple(sorted(pair for pair in pairs if weights.get(pair)))


def _settled(rows: Table, columns: Table) -> list[tuple[int, int]]:
    """Take out and return the pairs that weigh no less than all they could stand in the way of.

    Whoever unties such a pair wins at most the next best of its row and of its column.
    """
    pairs: list[tuple[int, int]] = []
    waiting = set(rows)
    while waiting:
        row = waiting.pop()
        if not rows.get(row):
            continue
        column = max(rows[row], key=rows[row].__getitem__)
        beside = [weight for other, weight in rows[row].items() if other != column]
        below = [weight for other, weight in columns[column].items() if other != row]
        if max(beside, default=0) + max(below, default=0) <= rows[row][column]:
            pairs.append((row, column))
            waiting |= _take_out(rows, columns, row, column)
    return pairs


def _take_out(rows: Table, columns: Table, row: int, column: int) -> set[int]:
    """Remove a row and a column; return the rows that may be settled now."""
    touched = set(columns[column])
    for other in rows.pop(row):
        touched.update(columns[other])
        del columns[other][row]
    for other in columns.pop(column):
        del rows[other][column]
    return touched - {row}


def _clusters(rows: Table, columns: Table) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows and columns of each part that no weight joins to the others."""
    left = {row for row, beside in rows.items() if beside}
    while left:
        start = left.pop()
        some_rows, some_columns, waiting = {start}, set[int](), [start]
        while waiting:
            for column in rows[waiting.pop()].keys() - some_columns:
                some_columns.add(column)
                fresh = left.intersection(columns[column])
                left -= fresh
                some_rows |= fresh
                waiting += fresh
        yield sorted(some_rows), sorted(some_columns)
