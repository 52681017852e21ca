namespace CxBot.Web.Commands;

/// <summary>Reads <c>--name value</c> pairs.</summary>
internal static class CommandLine
{
    /// <exception cref="FormatException">Says what is wrong with the command line.</exception>
    public static Dictionary<string, string> Read(IReadOnlyList<string> args, params string[] known)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i += 2)
        {
            var name = args[i];
            if (!known.Contains(name))
                throw new FormatException($"unknown argument '{name}'");
            if (i + 1 >= args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal))
                throw new FormatException($"{name} needs a value");
            if (!values.TryAdd(name, args[i + 1]))
                throw new FormatException($"{name} is given twice");
        }

        return values;
    }
}
