"""The README's tour, word for word: each line after `$` is typed in one shell and must answer what the README shows."""
import os, pathlib, re, shutil, subprocess, tempfile, unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = os.environ.get("VIGIE_BINARY", str(ROOT / "build/release/vigie"))
MARK = "--- fin de commande ---"


def steps():
    """(command, expected output) of every console block, in order."""
    for block in re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(), re.S):
        command, expected = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command is not None:
                    yield command, expected
                command, expected = line[2:], []
            else:
                expected.append(line)
        if command is not None:
            yield command, expected


class Tour(unittest.TestCase):
    def test_the_tour_of_the_readme_gives_what_the_readme_shows(self):
        directory = tempfile.mkdtemp(prefix="vigie-tour-")
        demo = subprocess.Popen([BINARY, "demo", "--data", f"{directory}/demo", "--listen", "127.0.0.1:0"],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            address = next(found.group(1) for line in demo.stdout if (found := re.search(r"sur (http://\S+)", line)))
            played = list(steps())
            self.assertGreater(len(played), 20)
            script = [f"{command}\necho '{MARK}'" for command, _ in played]
            script[0] = f"V={address}\necho '{MARK}'"
            done = subprocess.run(["bash"], input="\n".join(script).replace("/tmp/vigie-reponse", f"{directory}/reponse"),
                                  capture_output=True, text=True, timeout=120, cwd=directory)
            answers = done.stdout.split(MARK + "\n")
            for (command, expected), answer in zip(played, answers):
                self.assertEqual(expected, answer.splitlines(), command + "\n" + done.stderr[-500:])
        finally:
            demo.terminate()
            demo.wait(20)
            demo.stdout.close()
            shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
