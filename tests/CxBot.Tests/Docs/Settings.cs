using System.Collections;
using System.Reflection;
using CxBot.Storage;
using CxBot.Web.Commands;

namespace CxBot.Tests.Docs;

/// <summary>Everything that may be set: the sections that options are bound to, and their properties.</summary>
internal static class Settings
{
    /// <summary>Options by section, such as <c>Channels:WhatsApp</c>.</summary>
    public static IReadOnlyDictionary<string, Type> Sections { get; } =
        new[] { typeof(StorageOptions).Assembly, typeof(CommandDispatch).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)))
            .Where(options => options.Section is { IsLiteral: true })
            .ToDictionary(options => (string)options.Section!.GetRawConstantValue()!, options => options.Type);

    /// <summary>Names of values: of the enumerations that are bound, and the encoder's.</summary>
    public static IReadOnlySet<string> Values { get; } =
        Sections.Values.SelectMany(Properties).Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            .Where(type => type.IsEnum).SelectMany(Enum.GetNames)
            .Concat(["BuiltIn", "None", "Service"])
            .ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<PropertyInfo> Properties(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite || IsSection(property.PropertyType));

    /// <param name="path">Sections and a property, apart by colons; a section alone will do.</param>
    public static bool Exists(string path)
    {
        if (Sections.Keys.Any(section => section == path || section.StartsWith(path + ":", StringComparison.Ordinal)))
            return true;
        // The longest section counts: Answering:Model is none of Answering's properties.
        var owner = Sections.Keys.Where(section => path.StartsWith(section + ":", StringComparison.Ordinal)).MaxBy(section => section.Length);
        return owner is not null && Has(Sections[owner], path[(owner.Length + 1)..].Split(':'));
    }

    /// <summary>Whether a property of the options, or of what they hold, has that name.</summary>
    public static bool Names(Type options, string name) =>
        Properties(options).Any(property => property.Name == name || (IsSection(property.PropertyType) && Names(property.PropertyType, name)));

    private static bool Has(Type options, ReadOnlySpan<string> names)
    {
        if (names.IsEmpty)
            return true;
        var first = names[0];
        if (Properties(options).FirstOrDefault(property => property.Name == first) is not { } property)
            return false;
        // Lists and dictionaries are indexed by whatever the owner writes.
        return typeof(IEnumerable).IsAssignableFrom(property.PropertyType) || Has(property.PropertyType, names[1..]);
    }

    private static bool IsSection(Type type) => type is { IsClass: true, Namespace: { } home } && home.StartsWith("CxBot", StringComparison.Ordinal);
}
