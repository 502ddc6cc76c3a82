"""Readers and writers of other tools' files: captures, and text as tcpdump prints it."""

from quizapp.formats.bounds import CaptureError
from quizapp.formats.capture import read_capture
from quizapp.formats.pcap import write_pcap
from quizapp.formats.tcpdump_text import segment_text, trace_text

__all__ = ["CaptureError", "read_capture", "segment_text", "trace_text", "write_pcap"]
