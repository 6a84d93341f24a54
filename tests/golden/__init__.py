"""The golden set: a written archive, and what readers type who are looking for one of its posts.

``archive/`` holds the posts, ``queries.toml`` what is typed and the post it must find, ``synonyms.toml`` what the
editors of such a blog would have said means the same. All of it was written before there was a search to answer it.
Every third query is set aside: nobody looks at it while the search is being made.
"""
