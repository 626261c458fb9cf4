"""The texts of the interface in Kazakh and Russian.

messages.py merge      collect every text and bring the catalogues up to date; new texts wait untranslated
messages.py compile    write the .mo files that the square reads, each where its .po file is newer
messages.py check      complete, current, right plural forms, placeholders, words of the glossary
"""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo

from catalogues import FAMILIES, PLURALS, find, is_text, is_translated, read, write


def merge() -> int:
    """Keep what is translated, add what is new, drop what nobody says any more; say what waits for words."""
    for family in FAMILIES:
        for language in PLURALS:
            file = family.file(language)
            ours, needed = read(file, language), family.needed(language)
            for message in filter(is_text, needed):
                known = find(ours, message)
                if known is not None and known.pluralizable == message.pluralizable:
                    message.string, message.user_comments = known.string, known.user_comments
            write(file, language, needed)
            waiting = [message for message in filter(is_text, needed) if not is_translated(message)]
            print(f"{family.folder.name}/{language}: {len(needed)} texts, {len(waiting)} wait for words")
    return 0


def compile_all() -> int:
    """Write each .mo file whose .po file is newer; a reader sees the old file or the new one, never half of one."""
    for family in FAMILIES:
        for language in PLURALS:
            source = family.file(language)
            target = source.with_suffix(".mo")
            if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            draft = target.with_suffix(f".{os.getpid()}")
            with draft.open("wb") as stream:
                write_mo(stream, read(source, language))
            draft.replace(target)
    return 0


def check() -> int:
    """Print every fault of the catalogues; 1 when there is any."""
    from checks.catalogues import faults

    found = list(faults())
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


ACTIONS = {"merge": merge, "compile": compile_all, "check": check}


def main(words: list[str]) -> int:
    """Do what the one word of the command line says."""
    if len(words) != 1 or words[0] not in ACTIONS:
        print(__doc__)
        return 2
    return ACTIONS[words[0]]()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main(sys.argv[1:]))
