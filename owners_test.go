package crossgrant

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

func TestOwnerNames(t *testing.T) {
	world := &agreement.World{Facts: []agreement.Fact{
		{Body: agreement.Organisation{ID: "huawei", Name: "Huawei Technologies Co., Ltd.", Also: []string{"HUAWEI TECH CO LTD", "华为"}}, Retracted: when.None},
		{Body: agreement.Organisation{ID: "one", Name: "Same Name Inc."}, Retracted: when.None},
		{Body: agreement.Organisation{ID: "two", Name: "Same Name Ltd."}, Retracted: when.None},
		{Body: agreement.Finding{Term: "name Same Name", Of: "one", Yes: true}, Retracted: when.None},
		{Body: agreement.Finding{Term: "name HUAWEI", Of: "huawei", Yes: true}, Retracted: 1},
		{Body: agreement.Finding{Term: "natural evolution", Of: "one", Yes: true}, Retracted: when.None},
	}}
	n := ownerNames(world, testToday)
	for name, want := range map[string]string{
		"huawei": "huawei", "HUAWEI TECH CO LTD": "huawei", "华为": "huawei", "HUAWEI TECHNOLOGIES CO.,LTD": "huawei",
		"Huawei Technologies": "", "Same Name Inc.": "one", "Same Name Ltd.": "two", "Same Name": "one", "SAME NAME": "one",
		"Huawei": "", "Somebody": "", "natural evolution": "", "": "",
	} {
		got, ok := n.ID(name)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q is %q, %v; want %q", name, got, ok, want)
		}
	}
	if n.Key() == ownerNames(&agreement.World{}, testToday).Key() || n.Key() != ownerNames(world, testToday).Key() {
		t.Error("the key does not stand for the names")
	}
}
