"""Pages with a text whose links may open a player where they stand, once the reader asks for it."""

from csp.decorators import csp_update

from pikir.posts.rendering.players import FRAME_HOSTS

# The page may frame these places and no others; a template adds the script only where a text has such a link.
may_open_players = csp_update({"frame-src": list(FRAME_HOSTS)})
