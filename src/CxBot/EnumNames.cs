using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxBot;

/// <summary>How the values of an enum are named where they are stored or sent.</summary>
public static class EnumNames
{
    /// <summary><c>handOver</c>.</summary>
    public static string CamelCase<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary><c>hand-over</c>.</summary>
    public static string KebabCase<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>An enum in JSON as <see cref="EnumNames.CamelCase"/> names it.</summary>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(
    JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;

/// <summary>An enum in JSON as <see cref="EnumNames.KebabCase"/> names it.</summary>
public sealed class KebabCaseEnum<T>() : JsonStringEnumConverter<T>(
    JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) where T : struct, Enum;

/// <summary>An enum in JSON by its own name, whatever else the options say.</summary>
public sealed class OwnNameEnum<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false) where T : struct, Enum;
