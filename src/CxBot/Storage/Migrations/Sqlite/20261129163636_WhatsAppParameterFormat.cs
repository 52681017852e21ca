using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CxBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WhatsAppParameterFormat : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ParameterFormat",
                table: "MessageTemplates",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ParameterFormat",
                table: "MessageTemplates");
        }
    }
}
