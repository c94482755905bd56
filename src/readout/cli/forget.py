"""``readout forget``: articles out of a store, with all that was derived from them."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from readout.cli.main import only_files
from readout.errors import UsageError

app = App(
    name="forget",
    help_epilogue="**Example**\n\n- `readout forget news https://courier.example/ports`",
    help_format="markdown",
)


@app.default
def forget(
    store: Annotated[str, Parameter(name="STORE")],
    /,
    *articles: Annotated[str, Parameter(name="ARTICLE", allow_leading_hyphen=True)],
    memory: Annotated[str, Parameter()] = "1GB",
) -> int:
    """Take ``articles`` out.

    Parameters
    ----------
    store
        The folder of a store.
    articles
        Ids, URLs (with all revisions) or paths.
    memory
        What the database may use.
    """
    from readout.review.log import forget as take_judgements_out
    from readout.store.forget import forget as take_out
    from readout.store.forget import is_unfinished

    only_files(articles)
    if not articles and not is_unfinished(store):
        raise UsageError("Nothing to forget: name an id, a URL or a path.")
    gone = take_out(store, articles, memory=memory)
    take_judgements_out(store, gone.articles)
    many = "1 article" if len(gone.articles) == 1 else f"{len(gone.articles):,} articles"
    print(f"{many} forgotten, and will not be read again from the same bytes.")
    if gone.captures:
        print("The captures themselves were left where they are:")
        for path in gone.captures:
            print(f"  {path}")
    return 0
