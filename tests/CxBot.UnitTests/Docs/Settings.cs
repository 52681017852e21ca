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
        new[] { typeof(StorageOptions).Assembly, typeof(CommandLine).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Select(type => (Type: type, Section: type.GetField("Section")))
            .Where(options => options.Section is { IsLiteral: true })
            .ToDictionary(options => (string)options.Section!.GetRawConstantValue()!, options => options.Type);

    public static IEnumerable<PropertyInfo> Properties(Type options) =>
        options.GetProperties().Where(property => property.CanWrite || IsSection(property.PropertyType));

    /// <param name="path">Sections and a property, apart by colons; a section alone will do.</param>
    public static bool Exists(string path)
    {
        if (Sections.Keys.Any(section => section == path || section.StartsWith(path + ":", StringComparison.Ordinal)))
            return true;
        // The longest section counts: Answering:Model is none of Answering's properties.
        var sections = Sections.Keys.Where(section => path.StartsWith(section + ":", StringComparison.Ordinal));
        var owner = sections.MaxBy(section => section.Length);
        return owner is not null && Has(Sections[owner], path[(owner.Length + 1)..].Split(':'));
    }

    /// <summary>Whether a section, or a property of any, is called so.</summary>
    public static bool IsNamed(string name) => Exists(name) || Sections.Values.Any(options => Names(options, name));

    private static bool Names(Type options, string name) =>
        Properties(options).Any(property =>
            property.Name == name || (IsSection(property.PropertyType) && Names(property.PropertyType, name)));

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

    private static bool IsSection(Type type) =>
        type is { IsClass: true, Namespace: { } home } && home.StartsWith("CxBot", StringComparison.Ordinal);
}
