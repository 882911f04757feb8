// SPDX-License-Identifier: Apache-2.0

// tlog FOLDER KEY RECEIPT PROOF OLDER: the packages of Go's own checksum
// database verify an export, a receipt and a proof of consistency.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "tlog:", err)
		os.Exit(1)
	}
}

func read(name ...string) []byte {
	b, err := os.ReadFile(filepath.Join(name...))
	must(err)
	return b
}

type tree struct {
	size int64
	root tlog.Hash
}

func open(text []byte, v note.Verifier) tree {
	n, err := note.Open(text, note.VerifierList(v))
	must(err)
	line := strings.Split(n.Text, "\n")
	if line[0] != v.Name() {
		must(fmt.Errorf("another log"))
	}
	size, err := strconv.ParseInt(line[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(line[2])
	must(err)
	return tree{size, root}
}

func path(level string, t tlog.Tile) string {
	// ours have no height in their path
	p := strings.Split(t.Path(), "/")
	return filepath.Join("tile", level, filepath.Join(p[3:]...))
}

type reader struct{ folder string }

func (r reader) Height() int                            { return 8 }
func (r reader) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (r reader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		b, err := os.ReadFile(
			filepath.Join(r.folder, path(strconv.Itoa(t.L), t)))
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}

// The number in the head of a proof, its hashes and its checkpoint.
func proof(text []byte, head string) (int64, []tlog.Hash, []byte) {
	i := bytes.Index(text, []byte("\n\n"))
	if i < 0 || !bytes.HasPrefix(text, []byte(head)) {
		must(fmt.Errorf("no proof"))
	}
	line := strings.Split(string(text[len(head):i]), "\n")
	n, err := strconv.ParseInt(line[0], 10, 64)
	must(err)
	var hashes []tlog.Hash
	for _, l := range line[1:] {
		var h tlog.Hash
		b, err := base64.StdEncoding.DecodeString(l)
		must(err)
		copy(h[:], b)
		hashes = append(hashes, h)
	}
	return n, hashes, text[i+2:]
}

func main() {
	a := os.Args[1:]
	v, err := note.NewVerifier(strings.TrimSpace(string(read(a[1]))))
	must(err)

	head := open(read(a[0], "checkpoint"), v)
	hashes := tlog.TileHashReader(tlog.Tree{N: head.size, Hash: head.root},
		reader{a[0]})
	for i := int64(0); i < head.size; {
		t := tlog.Tile{H: 8, L: 0, N: i / 256, W: 256}
		if head.size-i < 256 {
			t.W = int(head.size - i)
		}
		b := read(a[0], path("entries", t))
		for ; t.W > 0; t.W-- {
			n := int(binary.BigEndian.Uint16(b))
			got, err := hashes.ReadHashes(
				[]int64{tlog.StoredHashIndex(0, i)})
			must(err)
			if got[0] != tlog.RecordHash(b[2:2+n]) {
				must(fmt.Errorf("entry %d", i))
			}
			b = b[2+n:]
			i++
		}
		if len(b) != 0 {
			must(fmt.Errorf("more than its entries"))
		}
	}

	index, way, text := proof(read(a[2], "proof.tlog-proof"),
		"c2sp.org/tlog-proof@v1\nindex ")
	to := open(text, v)
	must(tlog.CheckRecord(way, to.size, to.root, index,
		tlog.RecordHash(read(a[2], "record.txt"))))

	from, way, text := proof(read(a[3]), "old ")
	to = open(text, v)
	old := open(read(a[4]), v)
	if old.size != from {
		must(fmt.Errorf("from another checkpoint"))
	}
	must(tlog.CheckTree(way, to.size, to.root, old.size, old.root))
	fmt.Println(head.size, "entries")
}
