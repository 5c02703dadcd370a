"""The files of issued papers."""

from tovholder.accounts.sealed_files import SealedFiles

files = SealedFiles("papers")
