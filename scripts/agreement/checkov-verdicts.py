"""Runs one check of Checkov on each of the folders that stand on stdin, and writes the lines of what it says.

Checkov takes seconds to start and a fraction of one for a folder, so all folders are judged in one process, each by
itself: one block that it cannot read would silence its checks on others.
"""

import json
import logging
import os
import sys

os.environ["LOG_LEVEL"] = "CRITICAL"
logging.disable(logging.CRITICAL)

from checkov.runner_filter import RunnerFilter  # noqa: E402
from checkov.terraform_json.runner import TerraformJsonRunner  # noqa: E402


def lines_of(records):
    return [record.file_line_range[1] for record in records]


for line in sys.stdin:
    case = json.loads(line)
    only = RunnerFilter(framework=["terraform_json"], checks=[case["check"]])
    report = TerraformJsonRunner().run(root_folder=case["folder"], runner_filter=only)
    answer = {
        "folder": case["folder"],
        "passed": lines_of(report.passed_checks),
        "failed": lines_of(report.failed_checks),
        "unread": len(report.parsing_errors),
    }
    print(json.dumps(answer), flush=True)
