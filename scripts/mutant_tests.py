"""Which tests meet which checks of scripts/mutate, and which of them fail when one is taken away.

A test meets a check when, somewhere in it, the answer without the check would have been another. Only those that meet it can
see it gone: they run, the quickest first and those that saw a neighbour gone before, until one fails."""
import json, os, pathlib, shutil, subprocess, sys, tempfile, time, unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutants"
UNITS = COPY / "build" / "tests" / "test_casework"
CHECKS = COPY / "checks.json"  # {check: [number, place]}, of the copy as it was built
MET = COPY / "met.json"  # {test: [seconds, [checks]]}
SEEN = COPY / "seen.json"  # {check: the test that fails without it, "" when none does}
SLOW = "*random*,*national*,*recompute*,*week*,*whole_or*,*birthday*"
LONGEST, ENOUGH = 20, 100  # seconds of a test of the service, and of all that are tried before a check is said to live
MODULES = ("test_policy", "test_rights", "test_pages", "test_refusals", "test_drafts", "test_board", "test_file_pages", "test_calls",
           "test_follow_up", "test_undoing", "test_links", "test_live", "test_accounts", "test_audit", "test_cohort", "test_story")


def kept(file):
    return json.loads(file.read_text()) if file.exists() else {}


def keep(file, told):
    file.with_suffix(f".{os.getpid()}").write_text(json.dumps(told, ensure_ascii=False, indent=0))
    file.with_suffix(f".{os.getpid()}").replace(file)


def environment(number, met=None):
    return {**os.environ, "VIGIE_MUTANT": str(number), "VIGIE_BINARY": str(COPY / "build" / "vigie"), **({"VIGIE_MET": met} if met else {})}


def taken(file):
    """The checks noted so far, and none left behind."""
    numbers = {int(line) for line in pathlib.Path(file).read_text().split()} if os.path.exists(file) else set()
    os.truncate(file, 0) if numbers else None
    return [name for name, (number, _) in kept(CHECKS).items() if number in numbers]


def filter_of(names):
    return ",".join(name.replace(",", "?").replace("*", "?") for name in names)


def run_units(number, names, met=None):
    return subprocess.run([UNITS, "-aa=1", "--abort-after=1", f"-tc={filter_of(names)}"], env=environment(number, met),
                          capture_output=True, text=True, timeout=300)


def unit_names():
    told = subprocess.run([UNITS, "--list-test-cases", f"-sfe={SLOW}"], capture_output=True, text=True, check=True).stdout
    return [line for line in told.splitlines() if line and not line.startswith(("[doctest]", "==="))]


def run_service(number, names, *words, met=None):
    """In a process of its own, which reads what follows `if __name__`."""
    return subprocess.run([sys.executable, __file__, *words, *names], env=environment(number, met), capture_output=True, text=True, timeout=900)


def meet(words):
    """Notes for every test which checks it meets; goes on where it stopped. Those whose name holds one of the words, anew."""
    keep(MET, {test: one for test, one in kept(MET).items() if not any(word in test for word in words)})
    with tempfile.TemporaryDirectory() as room:
        file = os.path.join(room, "met")
        for module in MODULES:
            if not any(test.startswith(module + ".") for test in kept(MET)):
                told = run_service(0, [module], "meet", met=file)
                if told.returncode:
                    sys.exit(told.stdout + told.stderr)
                keep(MET, {**kept(MET), **json.loads(told.stdout.splitlines()[-1])})
                print(module, flush=True)
        for name in unit_names():
            if f"casework {name}" not in kept(MET):
                begun = time.monotonic()
                if run_units(0, [name], file).returncode:
                    sys.exit(f"fails although every check stands: {name}")
                keep(MET, {**kept(MET), f"casework {name}": [round(time.monotonic() - begun, 2), taken(file)]})


def find_killer(gone, number, met, seen):
    """The first test that fails without these checks, which that number takes away; nothing when they live."""
    kills = list(seen.values())
    meeting = sorted((test for test, (_, checks) in met.items() if set(gone) & set(checks)),
                     key=lambda test: met[test][0] / (1 + kills.count(test)))
    units = [test.removeprefix("casework ") for test in meeting if test.startswith("casework ")]
    others = [test for test in meeting if not test.startswith("casework ") and met[test][0] < LONGEST]
    others = [test for at, test in enumerate(others) if sum(met[one][0] for one in others[:at]) < ENOUGH]
    for at in range(0, len(units), 12):
        if told := failing_unit(number, units[at:at + 12]):
            return f"casework {told}"
    for at in range(0, len(others), 6):
        for test in failing_service(number, others[at:at + 6]):
            if not failing_service(0, [test]) and failing_service(number, [test]):  # not one that fails now and then
                return test
    return ""


def failing_service(number, names):
    """The first that fails, alone in a list; empty when none does."""
    told = run_service(number, names, "run")
    return [told.stdout.splitlines()[-1] or names[0]] if told.returncode and told.stdout else names[:1] if told.returncode else []


def failing_unit(number, names):
    try:
        told = run_units(number, names)
    except subprocess.TimeoutExpired:
        return names[0]
    if not told.returncode:
        return ""
    return next((name for name in names if f"TEST CASE:  {name}" in told.stdout), names[0])


class Meeting(unittest.TestResult):
    """Notes what each test meets. What the class prepared counts for each of its tests."""

    def __init__(self, file):
        super().__init__()
        self.file, self.of, self.prepared, self.met = file, None, [], {}

    def startTest(self, test):
        super().startTest(test)
        if type(test) is not self.of:
            self.of, self.prepared = type(test), taken(self.file)
        self.begun = time.monotonic()

    def stopTest(self, test):
        super().stopTest(test)
        self.met[test.id()] = [round(time.monotonic() - self.begun, 2), sorted({*self.prepared, *taken(self.file)})]


class First(unittest.TestResult):
    """Stops at the first that fails, and tells its name."""

    def __init__(self):
        super().__init__()
        self.first, self.failfast = "", True

    def addError(self, test, _):
        self.first = self.first or test.id()
        self.shouldStop = True

    addFailure = addError

    def addSubTest(self, test, _, error):
        if error:
            self.addError(test, error)


def main(words):
    """In the process of run_service: meet MODULE, or run TEST…, on accounts that were made once."""
    sys.path.insert(0, str(ROOT / "tests" / "service"))
    sys.dont_write_bytecode = True
    import vigie
    vigie.allow_many_files()
    ready = COPY / "accounts"
    if not (ready / "tokens.json").exists():
        made = vigie.prepared()
        shutil.rmtree(ready, ignore_errors=True)
        shutil.copytree(vigie._template.directory, ready / "data")
        shutil.copy2(vigie._template.directory + ".key", ready / "data.key")
        (ready / "tokens.json").write_text(json.dumps(made.tokens))
        made.close()
        vigie.forget_template()
    vigie._template = vigie.Service(ready / "data")
    vigie._template.tokens = json.loads((ready / "tokens.json").read_text())
    result = Meeting(os.environ["VIGIE_MET"]) if words[0] == "meet" else First()
    unittest.TestLoader().loadTestsFromNames(words[1:]).run(result)
    if words[0] == "meet":
        print(*(text for _, text in [*result.errors, *result.failures]), sep="\n")
        print(json.dumps(result.met, ensure_ascii=False))
        return 0 if result.wasSuccessful() else 1
    print(result.first)
    return 1 if result.first or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
