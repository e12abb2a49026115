"""Reads the files that other programs read of this project (hooks, action, GitLab job, matcher) as those do, and does what they would do.
Run by tests/cli/test_ci.c: ci.py PROGRAM ROOT PART, in an empty folder. Ends with 1 where something is not as it should be."""
import json
import os
import re
import subprocess
import sys

import yaml

program, root, part = sys.argv[1:]
os.makedirs("bin", exist_ok=True)
if not os.path.exists("bin/planlint"):
    os.symlink(program, "bin/planlint")
environment = dict(os.environ, PATH=os.path.abspath("bin") + ":" + os.environ["PATH"])
DRAFT = 'plan "Draft" { period 2027 to 2029 }\ngoal "Reach the rural poor" { dimension outreach\n    objective "Open ten branches by 2027" { }\n}\n'


def load(path):
    with open(os.path.join(root, path), encoding="utf-8") as f:
        return yaml.safe_load(f)


def write(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def bash(script, **variables):
    """As a runner of CI does it: ends at the first command that fails."""
    return subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script], env=dict(environment, **variables),
                          capture_output=True, text=True)


def check_hooks():
    hooks = load(".pre-commit-hooks.yaml")
    assert [h["id"] for h in hooks] == ["planlint", "planlint-fmt"]
    write("draft.plan", DRAFT)
    for hook in hooks:
        assert hook["language"] == "system" and hook["require_serial"] is True and hook["name"]
        assert re.search(hook["files"], "plans/a.plan") and not re.search(hook["files"], "a.plan.txt")
        done = subprocess.run(hook["entry"].split() + ["draft.plan"], env=environment, capture_output=True, text=True)
        assert done.returncode in (0, 1), (hook["id"], done.returncode, done.stderr)
    assert subprocess.run(["planlint", "fmt", "--check", "draft.plan"], env=environment, capture_output=True).returncode == 0


def check_action():
    action = load("action.yml")
    assert action["runs"]["using"] == "composite"
    assert set(action["inputs"]) == {"paths", "args", "fail-on", "sarif-file"}
    assert all("description" in i and "default" in i for i in action["inputs"].values())
    steps = action["runs"]["steps"]
    for step in steps:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "what is given to an action must not become part of a script"

    def check(**given):
        inputs = {name: i["default"] for name, i in action["inputs"].items()}
        inputs.update({name.replace("_", "-"): value for name, value in given.items()})
        variables = {}
        for name, value in steps[-1]["env"].items():
            variables[name] = inputs[re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]]
        done = bash(steps[-1]["run"], **variables)
        assert done.stderr == "", done.stderr
        return done

    write("plans/a.plan", DRAFT)
    write("plans/two words.plan", DRAFT)
    # Already installed: nothing is built.
    done = bash(steps[0]["run"], GITHUB_ACTION_PATH="/nowhere", GITHUB_PATH="path")
    assert done.returncode == 0 and not os.path.exists("path"), done
    done = check(paths="plans")
    assert done.returncode == 1 and re.search(r"^::error file=plans/", done.stdout, re.M), done
    done = check(paths="  plans/two words.plan\n\n", fail_on="never", sarif_file="out file.sarif", args="--select no-owner  --max-findings 3")
    assert done.returncode == 0 and "two words.plan" in done.stdout and "a.plan" not in done.stdout, done
    with open("out file.sarif", encoding="utf-8") as f:
        results = json.load(f)["runs"][0]["results"]
    assert results and {r["ruleId"] for r in results} == {"no-owner"}
    # The default is all plans below the folder.
    assert check(fail_on="never").stdout.count("plans/a.plan") > 0
    # Nothing of what is given is run, and no path is taken for an option.
    for given in ({"paths": "$(touch ran)"}, {"paths": "--version"}, {"args": "$(touch ran)"}, {"fail_on": "$(touch ran)"}):
        variables = {"PLANLINT_PATHS": given.get("paths", "plans"), "PLANLINT_ARGS": given.get("args", ""),
                     "PLANLINT_FAIL_ON": given.get("fail_on", "error"), "PLANLINT_SARIF": ""}
        assert bash(steps[-1]["run"], **variables).returncode == 2, given
    assert not os.path.exists("ran")


def check_gitlab():
    job = load("docs/ci/gitlab-ci.yml")["planlint"]
    write("plans/a.plan", DRAFT)
    done = bash("\n".join(job["script"]))
    assert done.returncode == 1 and done.stderr == "", done
    reports = job["artifacts"]["reports"]
    with open(reports["codequality"], encoding="utf-8") as f:
        assert all(entry["location"]["path"] == "plans/a.plan" for entry in json.load(f))
    assert subprocess.run(["xmllint", "--nonet", "--noout", reports["junit"]]).returncode == 0
    assert job["artifacts"]["when"] == "always"


def check_matcher():
    with open(os.path.join(root, ".github/planlint-matcher.json"), encoding="utf-8") as f:
        matchers = json.load(f)["problemMatcher"]
    assert len(matchers) == 1 and matchers[0]["owner"] == "planlint" and len(matchers[0]["pattern"]) == 1
    pattern = matchers[0]["pattern"][0]
    regexp = re.compile(pattern["regexp"])
    count = 0
    for folder in ("plans", "tests/golden/slips"):
        words = ["--no-config", os.path.join(root, folder)]
        lines = subprocess.run([program, "check", "--format", "compact", *words], capture_output=True, text=True).stdout.splitlines()
        findings = [json.loads(line) for line in
                    subprocess.run([program, "check", "--format", "jsonl", *words], capture_output=True, text=True).stdout.splitlines()]
        assert len(lines) == len(findings)
        for line, finding in zip(lines, findings):
            found = regexp.fullmatch(line)
            assert bool(found) == (finding["severity"] != "advice"), line
            if not found:
                continue
            count += 1
            for key, value in (("line", finding["start"]["line"]), ("column", finding["start"]["column"]), ("severity", finding["severity"]),
                               ("code", finding["rule"])):
                assert found[pattern[key]] == str(value), (key, line)
            assert os.path.exists(found[pattern["file"]]), line
            assert found[pattern["message"]]
    assert count > 100, count


def check_page():
    """The examples of docs/ci.md name hooks, inputs and options that there are."""
    with open(os.path.join(root, "docs/ci.md"), encoding="utf-8") as f:
        page = f.read()
    blocks = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)]
    ids = {h["id"] for h in load(".pre-commit-hooks.yaml")}
    inputs = set(load("action.yml")["inputs"])
    seen = 0
    for block in blocks:
        for repo in block.get("repos", []):
            assert {h["id"] for h in repo["hooks"]} <= ids
            seen += 1
        for job in block.get("jobs", {}).values():
            for step in job["steps"]:
                if "planlint" in step.get("uses", ""):
                    assert set(step["with"]) <= inputs
                    seen += 1
    assert seen == 3, seen


{"hooks": check_hooks, "action": check_action, "gitlab": check_gitlab, "matcher": check_matcher, "page": check_page}[part]()
