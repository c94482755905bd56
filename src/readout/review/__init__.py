"""What people say of what the program read: corrections beside the record, never in it.

``log`` keeps who said what and when, ``apply`` gives the record as corrected, ``queue`` asks for
what is least sure, ``agreement`` compares reviewers, ``gold`` and ``markup`` hand the answers on.
"""
