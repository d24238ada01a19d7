"""Tokens of a summary whose number is another today."""

from dataclasses import replace

from liaison_desktop.domain.figures.summary import ChangedToken, SummaryDetail
from liaison_desktop.domain.figures.token import Token, TokenKind
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.summary_tokens import TokenValues


def changed_tokens(context: Context, detail: SummaryDetail) -> tuple[ChangedToken, ...]:
    """Return the tokens whose number is another today; typed ones are the writer's."""
    values = TokenValues(context)
    tokens = [
        (place, index, run)
        for place, block in enumerate(detail.blocks)
        for index, run in enumerate(block.runs)
        if isinstance(run, Token) and run.source.kind is not TokenKind.TYPED
    ]
    values.prepare(token.source for _, _, token in tokens)
    return tuple(
        ChangedToken(place, index, token.shown, now)
        for place, index, token in tokens
        if (now := _today(values, token, detail)) != token.shown
    )


def _today(values: TokenValues, token: Token, detail: SummaryDetail) -> str:
    """Return what would stand there; the day of the paper is the one the writer chose."""
    source = token.source
    if source.kind is TokenKind.DAY:
        source = replace(source, key=detail.signed_on.isoformat())
    return values.shown(source)
