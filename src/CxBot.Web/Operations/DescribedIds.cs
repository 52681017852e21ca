using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CxBot.Web.Operations;

/// <summary>Ids are described as what clients see: texts.</summary>
internal static class DescribedIds
{
    public static void DescribeIds(this OpenApiOptions openApi)
    {
        openApi.CreateSchemaReferenceId = json => IsId(json.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(json);
        openApi.AddSchemaTransformer((schema, context, _) =>
        {
            if (IsId(context.JsonTypeInfo.Type))
                schema.Type = JsonSchemaType.String;
            return Task.CompletedTask;
        });
    }

    private static bool IsId(Type type) =>
        type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ITextId<>));
}
