namespace CxBot.Ids;

/// <summary>The id of one kind of thing: a text that says nothing, the same in the database and on every wire. Each kind is a type of its
/// own, so that none is taken for another.</summary>
public interface ITextId<TSelf> where TSelf : struct, ITextId<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string text);
}
