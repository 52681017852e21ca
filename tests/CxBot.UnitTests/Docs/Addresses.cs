using CxBot.Tests.Testing;
using CxBot.Web.Operations.Network;

namespace CxBot.Tests.Docs;

/// <summary>Paths that the server answers: those of the access matrix, which another test holds complete, and static files.</summary>
internal static class Addresses
{
    private static readonly string[] Known =
        [.. File.ReadLines(Repository.Folder("tests/CxBot.Tests/Operations/AccessMatrix.txt"))
            .Where(line => line.Contains('|') && !line.StartsWith('#'))
            .Select(line => line.Split('|')[0].Trim().Split(' ')[^1].TrimEnd('/'))];

    public static bool Exists(string address)
    {
        var wanted = address.TrimEnd('/');
        return Known.Any(known => known == wanted || known.StartsWith(wanted + "/", StringComparison.Ordinal))
            || Path.Exists(Repository.Folder("src/CxBot.Web/wwwroot" + wanted));
    }
}
