using System.Text.Json;

namespace CxBot.Tests.Ids;

public sealed class IdsTests
{
    private static readonly ConversationId Id = new("wa-1");

    [Fact]
    public void An_id_is_its_text_in_words_and_in_json()
    {
        Assert.Equal("wa-1", $"{Id}");
        Assert.Equal("""{"id":"wa-1","none":null}""", JsonSerializer.Serialize(new { id = Id, none = (ConversationId?)null }));
        Assert.Equal("""{"wa-1":7}""", JsonSerializer.Serialize(new Dictionary<ConversationId, int> { [Id] = 7 }));
    }

    [Fact]
    public void An_id_is_read_from_json_as_it_was_written()
    {
        Assert.Equal([Id], JsonSerializer.Deserialize<ConversationId[]>("""["wa-1"]""")!);
        Assert.Equal(7, JsonSerializer.Deserialize<Dictionary<ConversationId, int>>("""{"wa-1":7}""")![Id]);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ConversationId>("null"));
    }

    [Fact]
    public void A_customers_id_is_a_number_on_every_wire()
    {
        Assert.Equal("1234567", $"{new CustomerId(1234567)}");
        Assert.Equal("[7,null]", JsonSerializer.Serialize<CustomerId?[]>([new(7), null]));
        Assert.Equal(new CustomerId(7), JsonSerializer.Deserialize<CustomerId>("7"));
    }

    [Fact]
    public void An_articles_id_is_found_in_any_case_and_is_itself_in_one()
    {
        ArticleId one = new("refund"), other = new("Refund");
        Assert.NotEqual(one, other);
        Assert.Equal(7, new Dictionary<ArticleId, int>(ArticleId.InAnyCase) { [one] = 7 }[other]);
        Assert.True(ArticleId.AreSame(one, other));
        Assert.True(ArticleId.AreSame(null, null));
        Assert.False(ArticleId.AreSame(one, null));
        Assert.Equal([other, one], new[] { one, other }.Order());
        Assert.Equal("""["refund",null]""", JsonSerializer.Serialize<ArticleId?[]>([one, null]));
    }

    [Fact]
    public void No_text_is_no_id()
    {
        Assert.Null(ConversationId.OrNull(null));
        Assert.Null(ArticleId.OrNull(null));
    }
}
