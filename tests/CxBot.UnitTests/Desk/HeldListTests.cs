using CxBot.Conversations;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk;

public sealed class HeldListTests
{
    [Fact]
    public void A_new_row_that_would_push_others_waits_while_somebody_points()
    {
        var list = Showing("a", "b");
        list.Take(Rows("urgent", "a", "b"), hold: true);
        Assert.Equal(("a b", 1), (Order(list), list.Waiting));

        list.Take(Rows("urgent", "a", "b"), hold: false);
        Assert.Equal(("urgent a b", 0), (Order(list), list.Waiting));
    }

    [Fact]
    public void A_new_row_at_the_end_pushes_nothing_and_comes_at_once()
    {
        var list = Showing("a", "b");
        list.Take(Rows("a", "b", "c"), hold: true);
        Assert.Equal(("a b c", 0), (Order(list), list.Waiting));
    }

    [Fact]
    public void A_row_that_left_stays_where_it_was_and_is_marked()
    {
        var list = Showing("a", "b", "c");
        list.Take(Rows("a", "c"), hold: true);
        Assert.Equal("a b c", Order(list));
        Assert.Equal([new ConversationId("b")], list.Rows.Select(row => row.Id).Where(list.IsGone));
    }

    [Fact]
    public void Rows_are_renewed_in_place_while_held()
    {
        var list = Showing("a", "b");
        list.Take([Row("b"), Row("a") with { LastWords = "baru" }], hold: true);
        Assert.Equal("a b", Order(list));
        Assert.Equal("baru", list.Rows[0].LastWords);
    }

    [Fact]
    public void A_row_keeps_the_words_it_shows_until_newer_ones_are_read()
    {
        var list = new HeldList();
        list.Take([Row("a") with { IsRead = true, Want = "barang rusak" }], hold: false);
        list.Take([Row("a") with { Urgent = true }], hold: true);
        Assert.Equal(("barang rusak", true), (list.Rows[0].Want, list.Rows[0].Urgent));
    }

    private static HeldList Showing(params string[] ids)
    {
        var list = new HeldList();
        list.Take(Rows(ids), hold: false);
        return list;
    }

    private static string Order(HeldList list) => string.Join(' ', list.Rows.Select(row => row.Id));

    private static BoardRow[] Rows(params string[] ids) => [.. ids.Select(Row)];

    internal static BoardRow Row(string id) =>
        new() { Id = new(id), Channel = "web", Status = ConversationStatus.WaitingForAgent, CustomerName = "Budi" };
}
