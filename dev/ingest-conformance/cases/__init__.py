"""What an implementation has to do, one function each; its docstring is the row of the table."""

from cases import control, loss, mistakes, opening, opus, segments

PCM = [*opening.ALL, *segments.ALL, *control.ALL, *loss.ALL, *mistakes.ALL]
OPUS = opus.ALL
