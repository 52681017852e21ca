using CxBot.Language;
using CxBot.Words;

namespace CxBot.Continuation;

/// <summary>Reads what a customer says to "is this you?", on the buttons or in words. Pure.</summary>
public static class ContinuationAnswer
{
    /// <summary>Whether it is; null where the message says neither.</summary>
    public static bool? Read(string text)
    {
        if (CustomerWords.IsSaid("ContinueYes", text))
            return true;
        if (CustomerWords.IsSaid("ContinueNo", text))
            return false;
        return ContinuationWish.SaysItIsThem(text);
    }
}
