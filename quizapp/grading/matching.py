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


def best_sparse_assignment(
    weights: Mapping[tuple[int, int], int],
) -> tuple[tuple[int, int], ...]:
    """Return the ``(row, column)`` pairs of greatest total weight, in order of rows.

    Only pairs that have a weight are possible. What hangs together is assigned apart from the
    rest, so that a large drawing costs little more than its few confusing corners.

    >>> best_sparse_assignment({(0, 4): 3, (0, 7): 5, (1, 4): 4, (1, 7): 5, (2, 9): 1})
    ((0, 7), (1, 4), (2, 9))
    """
    pairs: list[tuple[int, int]] = []
    for rows, columns in _clusters(weights):
        square = [[weights.get((row, column), 0) for column in columns] for row in rows]
        pairs += [(rows[one], columns[other]) for one, other in best_assignment(square)]
    return tuple(sorted(pair for pair in pairs if weights.get(pair)))


def _clusters(
    weights: Mapping[tuple[int, int], int],
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows and columns of each part that no weight joins to the others."""
    of_row: dict[int, list[int]] = {}
    of_column: dict[int, list[int]] = {}
    for row, column in weights:
        of_row.setdefault(row, []).append(column)
        of_column.setdefault(column, []).append(row)
    left = set(of_row)
    for start in of_row:
        if start not in left:
            continue
        left.remove(start)
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            for column in of_row[waiting.pop()]:
                columns.add(column)
                fresh = left.intersection(of_column[column])
                left -= fresh
                rows |= fresh
                waiting += fresh
        yield sorted(rows), sorted(columns)
