"""Students learn, go on where they were stopped, and are exported as what they are. Needs torch and onnx."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="learning needs torch")
pytest.importorskip("onnx", reason="exporting needs onnx")

import numpy as np  # noqa: E402

from guardrail.distil.evaluation import evaluate  # noqa: E402
from guardrail.distil.examples import Example  # noqa: E402
from guardrail.distil.export import export  # noqa: E402
from guardrail.distil.students import ARCHITECTURES, untrained  # noqa: E402
from guardrail.distil.tables import tables  # noqa: E402
from guardrail.distil.training import Lesson, Training  # noqa: E402
from guardrail.local.student import read_student  # noqa: E402

torch.set_num_threads(1)
TEXTS = ["You paid [PARTY] [AMOUNT].", "On [DATE] you paid [PARTY] [AMOUNT].", "You paid [AMOUNT] on [DATE]; thanks."]
SLOTS = [("AMOUNT", "PARTY"), ("AMOUNT", "PARTY", "DATE"), ("AMOUNT", "DATE")]
TOLD = ("task=narrate", "kind=payment", "tone=plain", "length=short", "voice=you")
EXAMPLES = [Example((*TOLD, *slots), text) for text, slots in zip(TEXTS, SLOTS, strict=True)] * 12
KNOWN = tables(EXAMPLES)
LESSON = Lesson.of(EXAMPLES, KNOWN)
SMALL = {
    "pointer-gru": {"width": 32},
    "copy-transformer": {"width": 32},
    "linear-recurrence": {"width": 32},
    "cut-decoder": {"layers": 2, "wide": 64},
}


def student(name, seed=1):
    return untrained(name, len(KNOWN.inputs), len(KNOWN.vocabulary), KNOWN.copies, seed, **SMALL[name]).eval()


def quiet(*_):
    pass


def learnt(path, steps, stop=None):
    training = Training("pointer-gru", KNOWN, path, 3, width=64)
    training.steps = training.steps or steps
    if stop is None:
        return training.run(LESSON, quiet)

    def until(step, *_):
        if step == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        training.run(LESSON, until)
    return None


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_a_text_is_scored_the_same_at_once_step_by_step_and_as_a_graph(name, tmp_path):
    net = student(name)
    told, written, _ = LESSON.batch([0, 1, 2])
    whole = net(told, written).detach()
    state, scores = net.start(told), []
    for token in written.unbind(1):
        each, state = net.step(token, state)
        scores.append(each.detach())
    assert torch.allclose(torch.stack(scores, 1), whole, atol=1e-4)
    export(net, name, KNOWN, tmp_path, whole_numbers=False)
    network = read_student(tmp_path).network
    held, graphed = network.start(told.numpy()), []
    for token in written.numpy().T:
        logits, held = network.step(token, held)
        graphed.append(logits)
    assert np.allclose(np.stack(graphed, 1), whole.numpy(), atol=1e-3)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_rows_of_a_batch_do_not_change_each_other_once_weights_are_whole_numbers(name, tmp_path):
    export(student(name), name, KNOWN, tmp_path)
    network = read_student(tmp_path).network
    told = LESSON.batch([0, 1, 2])[0].numpy()
    together, alone = network.start(told), network.start(told[:1])
    tokens = np.ones(3, dtype=np.int64)
    assert np.allclose(network.step(tokens, together)[0][0], network.step(tokens[:1], alone)[0][0], atol=1e-4)


def test_a_student_learns_to_say_every_value_once(tmp_path):
    net = learnt(tmp_path / "a.pt", 300)
    found = evaluate(net, KNOWN, EXAMPLES, many=60, seed=1)
    assert found.share > 0.8
    assert evaluate(student("pointer-gru"), KNOWN, EXAMPLES, many=60, seed=1).share < 0.2


def test_learning_that_was_stopped_goes_on_to_the_same_weights(tmp_path):
    straight = learnt(tmp_path / "a.pt", 60)
    learnt(tmp_path / "b.pt", 60, stop=55)
    resumed = learnt(tmp_path / "b.pt", 60)
    for ours, theirs in zip(straight.parameters(), resumed.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_a_plan_says_how_many_steps_a_budget_pays_for_and_teaches_nothing_yet(tmp_path):
    training = Training("pointer-gru", KNOWN, tmp_path / "a.pt", 3, width=32)
    before = [each.clone() for each in training.student.parameters()]
    steps = training.plan(LESSON, 60)
    assert steps > 1
    assert training.left == pytest.approx(steps * training.a_step)
    assert all(torch.equal(a, b) for a, b in zip(before, training.student.parameters(), strict=True))


GUIDE = Path(__file__).parents[2] / "examples" / "own-model"


def commands():
    """The commands of the guide, in a tiny setting."""
    lines = [line.strip() for line in (GUIDE / "README.md").read_text(encoding="utf-8").splitlines()]
    run = [line for line in lines if line.startswith("guardrail distil") and " teach " not in line]
    return [line.replace("--budget 30m", "--steps 40").split() for line in run]


def test_the_guide_makes_a_model_that_the_guard_wraps(tmp_path):
    for file in ("books.csv", "texts.txt"):
        (tmp_path / file).write_bytes((GUIDE / file).read_bytes())
    shown = ""
    for command in commands():
        run = [sys.executable, "-m", *command]
        done = subprocess.run(run, check=False, capture_output=True, text=True, cwd=tmp_path, timeout=300)
        assert (done.returncode, done.stderr) == (0, "")
        shown += done.stdout
    assert "72 of 73 texts were matched with a record." in shown
    assert "texts.txt:8: it says '£1.00', which the record does not" in shown
    assert "MB of memory" in shown
    page = (GUIDE / "README.md").read_text(encoding="utf-8")
    code = page.partition("```python\nimport")[2].partition("```")[0]
    done = subprocess.run(
        [sys.executable, "-c", f"import{code}"], check=False, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stderr == ""
    assert "Verity Legal" in done.stdout
    assert "£" in done.stdout or "1,200.00" in done.stdout


def test_a_teacher_adds_texts_that_agree_and_the_rest_is_counted(tmp_path):
    for file in ("books.csv", "texts.txt"):
        (tmp_path / file).write_bytes((GUIDE / file).read_bytes())
    (tmp_path / "my_llm.py").write_text(TEACHER, encoding="utf-8")
    first = next(command for command in commands() if "init" in command)
    for command in (first, [*"guardrail distil teach my-model --texts 5 --budget 60s --teacher my_llm:write".split()]):
        done = subprocess.run(
            [sys.executable, "-m", *command], check=False, capture_output=True, text=True, cwd=tmp_path, timeout=300
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert "5 texts are kept" in done.stdout
    assert "values that do not match the record" in done.stdout
    taught = (tmp_path / "my-model" / "taught.jsonl").read_text(encoding="utf-8")
    assert "[PARTY]" in taught
    assert "99" not in taught


TEACHER = """
import itertools
turn = itertools.count()

def write(prompt):
    values = dict(line.split(": ", 1) for line in prompt.splitlines() if ": " in line and not line.startswith("-"))
    if next(turn) % 3 == 0:
        return f"We paid {values.get('party')} $99.00."
    said = f"We paid {values['party']} {values['amount']} on {values['date']}"
    said += f" for {values['account']}" if "account" in values else ""
    said += f", reference {values['reference']}" if "reference" in values else ""
    return said + "."
"""


def test_the_same_seed_draws_the_same_order():
    assert (
        list(LESSON.order(5, 4)) == list(LESSON.order(5, 4)) != list(LESSON.order(5, random.Random(1).randrange(9) + 5))
    )
