"""What Python's zip reader raises on content that is broken, encrypted or of an unknown kind. One list, for all who read."""

import lzma
import zipfile
import zlib

ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError)
