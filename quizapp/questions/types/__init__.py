"""One module per question type, each a class marked ``@question_type``; no list anywhere."""
