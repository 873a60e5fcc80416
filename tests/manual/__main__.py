"""`python -m tests.manual`: writes the generated parts of docs/ anew, in both languages."""

from __future__ import annotations

from tests.manual.pages import renew

if __name__ == "__main__":
    for page in renew():
        print(page)
